"""Bring the catalogues of the public pages in step with what the pages say: `python -m tools.messages`.

Messages are found in templates (`_(...)`, `{% trans %}`), in code where they are `marked(...)`, and as titles and
menu words of public pages. What a catalogue of a part holds (`figures.fr.po`) is left to it. What is new stands in
each catalogue without a translation, what is said no more is taken out, and a test fails until all is translated.
"""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from comity.hub.web.language import LANGUAGES, SOURCE
from comity.hub.web.parts import PAGES
from comity.hub.web.rendering import environment

WEB = Path(str(files("comity.hub.web")))
LOCALE = WEB / "locale"
_OF_PARTS = ("public/figures", "macros/figure")
_NEVER = datetime(2026, 11, 21, tzinfo=UTC)
"""The date in every catalogue: it would change with each run and tell nothing."""
Message = str | tuple[str, str]
"""A message, or its singular and plural."""


def key(message: Message) -> str:
    """Return by what a catalogue finds a message: itself, or its singular."""
    return message if isinstance(message, str) else message[0]


def said() -> dict[str, Message]:
    """Return all that the public pages say, by key, without what belongs to the catalogue of a part."""
    elsewhere = {str(message.id) for path in LOCALE.glob("*.fr.po") for message in read(path) if message.id}
    found = {key(message): message for message in (*_in_templates(), *_in_code(), *_in_titles())}
    return {name: found[name] for name in sorted(found) if name not in elsewhere}


def _in_templates() -> Iterator[Message]:
    folder = WEB / "templates"
    for path in sorted(folder.rglob("*.html")):
        if path.relative_to(folder).as_posix().startswith(_OF_PARTS):
            continue
        taken = environment(SOURCE).extract_translations(path.read_text("utf-8"))  # type: ignore[attr-defined]
        for _, _, message in taken:
            if isinstance(message, tuple):
                one, *more = [each for each in message if each is not None]
                yield (one, more[0]) if more else one
            elif message is not None:
                yield message


def _in_code() -> Iterator[Message]:
    for path in sorted(WEB.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "marked":
                yield str(ast.literal_eval(node.args[0]))


def _in_titles() -> Iterator[Message]:
    for page in PAGES:
        if page.public:
            yield from (word for word in (page.title, page.menu) if word)


def read(path: Path, language: str | None = None) -> Catalog:
    """Return a catalogue."""
    with path.open("rb") as source:
        return read_po(source, locale=language)


def merged(before: Catalog, language: str) -> bytes:
    """Return a catalogue with each message that is said, translated where it was."""
    now = Catalog(locale=language, header_comment="", revision_date=_NEVER, creation_date=_NEVER)
    for name, message in said().items():
        known = before.get(name)
        now.add(message, known.string if known and known.pluralizable == isinstance(message, tuple) else "")
    written = BytesIO()
    write_po(written, now, width=0, omit_header=True, sort_output=True)
    head = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: {language}\\n"\n'
    plural = f'"Plural-Forms: {now.plural_forms}\\n"\n\n'
    return (head + plural).encode() + written.getvalue().strip() + b"\n"


def main() -> None:
    for language in LANGUAGES:
        if language != SOURCE:
            path = LOCALE / f"{language}.po"
            path.write_bytes(merged(read(path, language), language))


if __name__ == "__main__":
    main()
