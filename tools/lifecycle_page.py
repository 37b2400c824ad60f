"""Draws docs/lifecycle.md from the one table: run `python tools/lifecycle_page.py > docs/lifecycle.md`."""

from comity.notices.lifecycle import BACK, TABLE, Transition
from comity.notices.vocabulary import State

_HEAD = """# The lifecycles

Drawn from the one table in `src/comity/notices/lifecycle.py`; a test compares this page with it. A command is
possible only in the states named here; who may give it is said by the Cedar policies for its action
([governance.md](governance.md)); the guard looks at state, command and time only.
"""
_ABOUT = {
    "request": "A request as its requester may know of it. An amendment is a request of its own that names the notice.",
    "review": "The review of a request, for the secretariat alone: a stream of its own, so that its versions tell the "
    "requester nothing.",
    "opinion": "A reviewer's opinion in one round: a stream of its own, so that no one's writing shows to another.",
    "notice": "A notice in force. Every end erases the whole file and recalls every copy, with one deadline.",
    "dealing": "What one member does with one notice. Nothing compels.",
    "campaign": "Notices that a member groups.",
}


def _targets(row: Transition) -> tuple[str, ...]:
    if row.targets:
        return tuple(state.value for state in row.targets)
    if isinstance(row.to, State):
        return (row.to.value,)
    return ()


def _drawing(machine: str) -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2"]
    edges: dict[tuple[str, str], list[str]] = {}
    for row in TABLE:
        if row.machine == machine:
            for source in row.sources:
                for target in _targets(row):
                    if target != source.value:
                        edges.setdefault((source.value, target), []).append(row.command.__name__)
    for (source, target), commands in edges.items():
        start = "[*]" if source == State.NEW.value else source
        lines.append(f"    {start} --> {target}: {', '.join(commands)}")
    return [*lines, "```"]


def _line(row: Transition) -> str:
    to = ", ".join(_targets(row)) or "stays"
    if row.to == BACK:
        to = f"as before the block ({to})"
    guard = row.guard.__name__.replace("_", " ") if row.guard else ""
    sources = ", ".join(state.value for state in row.sources)
    return f"| {sources} | `{row.command.__name__}` | {to} | `{row.action}` | {guard} | {row.citation} |"


def page() -> str:
    """Return the page."""
    parts = [_HEAD]
    for machine in dict.fromkeys(row.machine for row in TABLE):
        parts += [f"## {machine.capitalize()}", "", _ABOUT[machine], "", *_drawing(machine), ""]
        parts += ["| from | command | to | Cedar action | guard | law |", "|---|---|---|---|---|---|"]
        parts += [_line(row) for row in TABLE if row.machine == machine]
        parts.append("")
    return "\n".join(parts)


if __name__ == "__main__":
    print(page(), end="")
