"""The codebook: every table, its columns, unit, definition and caveat, as the release itself has them."""

from collections.abc import Iterator, Sequence

from comity.statistics.measures import By, Column, Detail, Measure, derived, ground_labels, measures

_BY = {By.KIND: "kind", By.REQUESTER: "requesting member", By.RECIPIENT: "receiving member"}


def markdown() -> str:
    """Return the codebook as Markdown; the same text stands in `docs/figures.md` and in each data package."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "## Tables"
    for measure in measures().values():
        yield from _measure(measure)
    yield "\n## Computed from the tables"
    for figure in derived().values():
        yield f"\n### {figure.title} (`{figure.id}`)\n"
        yield f"{figure.definition}\n"
        yield f"- Unit: {figure.unit}\n- Caveat: {figure.caveat}"
    yield "\n## Grounds\n"
    yield "| code | words |\n|---|---|"
    for code, label in ground_labels().items():
        yield f"| `{code}` | {label} |"


def _measure(measure: Measure) -> Iterator[str]:
    yield f"\n### {measure.title} (`{measure.id}`)\n"
    yield f"{measure.definition}\n"
    yield f"- Unit: {measure.unit}\n- Caveat: {measure.caveat}"
    yield f"- Columns: {_columns(measure.columns)}"
    for name, columns in measure.also.items():
        yield f"- The same total by {name}: {_columns(columns)}"
    rows = [
        f"{_BY[by]}{' (groups only)' if detail is Detail.GROUPS and measure.groups != measure.columns else ''}"
        for by, detail in measure.rows.items()
    ]
    yield f"- By: {', '.join(['whole organisation', *rows])}"


def _columns(columns: Sequence[Column]) -> str:
    """List columns; a group that is shared out by ground names the ground codes once."""
    parts: dict[str, list[str]] = {}
    for column in columns:
        parts.setdefault(column.group, []).append(column.code.removeprefix(f"{column.group}:"))
    return "; ".join(
        f"`{group}`" if codes == [group] else f"`{group}:` " + ", ".join(f"`{code}`" for code in codes)
        for group, codes in parts.items()
    )
