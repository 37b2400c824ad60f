"""How `comity ledger verify` looks at each column of each table. A test holds the list equal to the schema.

A column that is not compared has its reason here: what who writes it past the one path could do, and could not.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple


class Check(StrEnum):
    """What a column is held against."""

    LOG = "the ledger's leaves, nodes and signed checkpoints"
    REBUILT = "what the acts lead to"
    BOUNDED = "what the acts allow"
    OPENED = "the content itself, with --deep"
    FREE = "nothing"


class Column(NamedTuple):
    """What a column is held against, and why it is not more."""

    check: Check
    why: str = ""


_LOG: Final = Column(Check.LOG)
_REBUILT: Final = Column(Check.REBUILT)
_OPENED: Final = Column(Check.OPENED)


def _bounded(why: str) -> Column:
    return Column(Check.BOUNDED, why)


def _free(why: str) -> Column:
    return Column(Check.FREE, why)


_GUESSES: Final = _free(
    "Counts of failed tries of some hours. Forged, they let more be guessed, or hold up a login, as long as the forger "
    "goes on; what opens a session is a password and a code, and each session is an act."
)
_MESSAGES: Final = _bounded(
    "No act says when a message left. Forged within these bounds, a message that something waits leaves late or not; "
    "what waits stands at the desk all the same."
)

COLUMNS: Final[Mapping[str, Mapping[str, Column]]] = {
    "acts": dict.fromkeys(("seq", "at", "stream_type", "stream_id", "version", "type", "document"), _LOG),
    "ledger_nodes": dict.fromkeys(("level", "position", "hash"), _LOG),
    "checkpoints": dict.fromkeys(("size", "document"), _LOG),
    "register": dict.fromkeys(
        (
            "stream_type",
            "stream_id",
            "version",
            "document",
            "state",
            "kind",
            "member",
            "circulation",
            "concerned",
            "assigned",
            "parent",
            "rank",
            "due",
            "wake",
            "public",
            "created",
            "updated",
        ),
        _REBUILT,
    ),
    "contents": {
        "id": _REBUILT,
        "file": _REBUILT,
        "label": _free("Read by nothing: it tells who mends by hand what a content was."),
        "blob": _OPENED,
    },
    "feed": dict.fromkeys(("member", "seq", "kind", "notice", "act", "at"), _REBUILT),
    # But for pictures made anew, and for the gaps that a restore leaves: see `sequences`.
    "public_changes": dict.fromkeys(("seq", "kind", "number", "notice", "day"), _REBUILT),
    "public_numbers": {
        "year": _REBUILT,
        "last": _bounded("Not lower than the highest number given in its year; a higher one leaves a gap."),
    },
    "number_floors": {
        "name": _free("Names a sequence; one that nothing reads moves nothing."),
        "value": _free(
            "Above which numbers go on after a restore, and below which gaps are believed. Raised, it leaves a gap; "
            "lowered, the next number follows the last one kept."
        ),
    },
    "last_round": {
        "name": _free("Names the one row."),
        "at": _free(
            "A clock that ran ahead leaves a time that has not come, which a remark says. Forged earlier, it stops "
            "what dates bring until someone confirms; later, a clock is believed that runs ahead, and a token may be "
            "missing that is over by it."
        ),
        "act": _bounded("Not beyond the last act."),
    },
    "tokens": dict.fromkeys(("token", "person", "digest", "expires"), _REBUILT),
    "uploads": {"sha256": _OPENED, "member": _REBUILT, "content": _REBUILT, "at": _REBUILT},
    "upload_uses": {
        "sha256": _bounded("An upload of this member; with --deep, one that a request of the file names."),
        "member": _bounded("The member whose upload and whose request it is."),
        "file": _bounded("A request of the member; with --deep, one that names the upload."),
    },
    "idempotency": {
        "actor": _bounded("Who did the acts that the answer names."),
        "key": _free("Chosen by a caller for one command, and kept for a day: it cannot be guessed before it is used."),
        "digest": _free("Of what was sent, words included, which no act holds. A wrong one refuses the repetition."),
        "outcome": _bounded("It names acts of this caller, at this time."),
        "at": _bounded("The time of the acts that the answer names."),
    },
    "session_seen": {
        "session": _free("One that no act opened opens nothing."),
        "seen": _bounded(
            "When a session was last used is no act. Forged, an open session outlives half an hour without use, never "
            "its end, which an act holds."
        ),
        "device": _free("Shown to the session's own person, and decides nothing."),
    },
    "tries": dict.fromkeys(("key", "count", "began", "holds", "until", "last"), _GUESSES),
    "proof_marks": {
        "person": _bounded("A person there is or was."),
        "mark": _free("Names what was used: a code's step, a passkey's counter."),
        "value": _free(
            "What was used last. Lowered, a code or an answer of a passkey that was overheard works once more within "
            "its minutes; raised, its owner cannot sign in by it. The session that it opens is an act."
        ),
    },
    "awaiting": {
        "person": _bounded("A person there is."),
        **dict.fromkeys(("since", "latest", "urgent", "told", "retry"), _MESSAGES),
        "failures": _free("How often a message did not leave: it spaces the next tries, an hour apart at most."),
    },
    "telling": {"name": _free("Names a cursor; one that nothing reads moves nothing."), "position": _MESSAGES},
}


def compared(table: str) -> tuple[str, ...]:
    """Return the columns of a table whose values the acts alone determine."""
    return tuple(name for name, column in COLUMNS[table].items() if column.check is Check.REBUILT)
