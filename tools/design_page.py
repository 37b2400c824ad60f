"""Draw every component of docs/design-system.md on one page, to be looked at: tools/design_page.py FOLDER [rtl]."""

import re
import shutil
import sys
from pathlib import Path

from jinja2 import ChoiceLoader, DictLoader, Environment, PackageLoader, PrefixLoader

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^## (?P<heading>[^\n]+)$|^```html\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
MACROS = "{% from 'govuk_frontend_jinja/components/{}/macro.html' import {} %}"
FRAME = """<!doctype html><html lang="en" dir="{dir}" class="comity-page"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Components</title>
<link rel="stylesheet" href="static/app.css"><script type="module" src="static/comity.js"></script></head>
<body class="comity-body"><div class="comity-main comity-main--wide"><div class="govuk-main-wrapper">{body}</div></div>
</body></html>"""
PICTURE = (
    '<svg viewBox="0 0 600 160" role="img" aria-label="Answers by month">'
    + "".join(
        f'<rect class="comity-series-{n}" x="{n * 90}" y="{20 * n}" width="60" height="{160 - 20 * n}"/>'
        for n in range(1, 7)
    )
    + "</svg>"
)


def dress(folder: Path) -> None:
    """Put the built files into FOLDER/static."""
    shutil.copytree(ROOT / "src/comity/hub/web/static", folder / "static", dirs_exist_ok=True)


def draw(folder: Path, direction: str) -> None:
    """Write FOLDER/components.html with the built files beside it; fails where a block is not a template."""
    dress(folder)
    body = "\n".join(parts((ROOT / "docs/design-system.md").read_text(encoding="utf-8")))
    (folder / "components.html").write_text(FRAME.replace("{dir}", direction).replace("{body}", body), encoding="utf-8")


def parts(text: str) -> list[str]:
    """Return each heading and each drawn block of the document, in order."""
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    names = {"input": "govukInput", "checkboxes": "govukCheckboxes"}
    macros = "".join(MACROS.replace("{}", part, 1).replace("{}", name, 1) for part, name in names.items())
    found = []
    for match in BLOCK.finditer(text):
        if match["heading"]:
            found.append(f'<h2 class="govuk-heading-m">{match["heading"]}</h2>')
            continue
        loader = ChoiceLoader([DictLoader({"block": macros + match["body"]}), govuk])
        template = Environment(loader=loader, autoescape=False).get_template("block")
        found.append(
            template.render(static=lambda name: f"static/{name}", form_start=str, svg=PICTURE, photo="static/mark.svg")
        )
    return found


if __name__ == "__main__":
    draw(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "ltr")
