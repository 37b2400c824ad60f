"""The acts as a list to search, each on a page of its own with its proof, and as downloads."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from comity.app import ledgering
from comity.app.views import auditing as views
from comity.governance.offices import Office
from comity.governance.register import policies
from comity.hub.web import filtering
from comity.hub.web.audit import saying
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Give, Pour, Show, Visit
from comity.kernel import wire
from comity.kernel.errors import NotFound, VerificationFailed
from comity.ledger.checkpoint import Checkpoint
from comity.ledger.merkle import leaf_hash
from comity.ledger.note import Note
from comity.ledger.proof import ProofDocument, check

DESK: Final = frozenset({Office.AUDITOR})
PAGES: Final = Pages("audit", DESK)
HOME: Final = "/audit"
_COLUMNS: Final = ("seq", "at", "actor", "policy", "what", "stream", "version", "type", "via")
_TAGS: Final[Mapping[str, Callable[[str], str]]] = {
    "person": lambda value: f"Done by {value}",
    "file": lambda value: f"On {value}",
    "what": lambda value: f"Kind: {saying.THINGS.get(value, value)}",
    "act": lambda value: f"Act: {saying.deed(value)}",
    "since": lambda value: f"From {value}",
    "until": lambda value: f"Until {value}",
}


@PAGES.get(HOME, "Acts", menu="Acts")
def show(visit: Visit) -> Answer:
    """Show who did what, the newest first."""
    query = filtering.read(visit.query, views.AuditQuery)
    with visit.hub.look() as look:
        found = views.acts(look, visit.by, query)
    context: dict[str, Any] = {
        "found": found,
        "saying": saying,
        "query": query,
        "acts": saying.choices(),
        "kinds": sorted(saying.THINGS.items(), key=lambda pair: pair[1]),
        "tags": filtering.tags(HOME, visit.query, _TAGS),
        "span": views.SPAN,
        "reads": query.act == "FileOpened",
        "next": filtering.following(HOME, visit.query, str(found.next) if found.next else None),
        "first": filtering.first(HOME, visit.query),
        "export": [filtering.address(f"{HOME}/acts.{form}", _asked(visit)) for form in ("csv", "jsonl")],
    }
    return Show("audit/acts.html", context)


def _asked(visit: Visit) -> list[tuple[str, str]]:
    return [(name, value) for name, value in visit.query.items if name not in ("after", "limit") and value]


@PAGES.get(f"{HOME}/acts/{{act}}", "An act")
def one(visit: Visit) -> Answer:
    """Show an act as it is kept, the policy that let it happen, and its place in the ledger."""
    document = ledgering.last_checkpoint(visit.hub)
    with visit.hub.look() as look:
        found = views.act(look, visit.by, int(visit.path["act"]))
        last = look.reader.last_seq()
        try:
            proof = ledgering.prove_act(look, found.line.seq, document)
        except NotFound:
            proof = None  # the clock signs the log again within a minute
    context: dict[str, Any] = {
        "title": f"Act {found.line.seq}",
        "act": found,
        "line": found.line,
        "saying": saying,
        "policy": next((each for each in policies() if each.id == found.line.policy), None),
        "event": sorted(found.event.items()),
        "pretty": found.document.decode(),
        "leaf": leaf_hash(found.document).hex(),
        "proof": proof,
        "siblings": [each.hex() for each in proof.siblings] if proof else [],
        "size": Checkpoint.parse(Note.parse(document).text).size,
        "last": last,
        "checked": _checked(visit, proof, found.document) if "check" in visit.query else None,
    }
    return Show("audit/act.html", context)


def _checked(visit: Visit, proof: ProofDocument | None, document: bytes) -> str:
    """Return "" where the proof holds, otherwise what does not."""
    if proof is None:
        return "There is no proof yet: no checkpoint covers this act."
    try:
        check(proof, document, visit.hub.log_key)
    except VerificationFailed as error:
        return error.detail
    return ""


@PAGES.get(f"{HOME}/acts/{{act}}/proof.json", "The proof of an act")
def proof(visit: Visit) -> Answer:
    """Give the proof of an act, for who checks it elsewhere."""
    document = ledgering.last_checkpoint(visit.hub)
    with visit.hub.look() as look:
        found = views.act(look, visit.by, int(visit.path["act"]))
        body = wire.encode(ledgering.prove_act(look, found.line.seq, document))
    return Give(body, "application/json", filename=f"act-{found.line.seq}.proof.json")


@PAGES.get(f"{HOME}/acts/{{act}}/act.json", "An act as it is kept")
def document(visit: Visit) -> Answer:
    """Give the canonical bytes of an act, of which the leaf of the ledger is made."""
    with visit.hub.look() as look:
        found = views.act(look, visit.by, int(visit.path["act"]))
    return Give(found.document, "application/json", filename=f"act-{found.line.seq}.json")


@PAGES.get(f"{HOME}/acts.jsonl", "Acts as JSON Lines")
def lines(visit: Visit) -> Answer:
    """Give the acts that the filters leave, each as it is kept, the newest first."""
    parts = (b"".join(each.document + b"\n" for each in part) for part in _export(visit))
    return Pour(parts, "application/jsonl", "acts.jsonl")


@PAGES.get(f"{HOME}/acts.csv", "Acts as CSV")
def table(visit: Visit) -> Answer:
    """Give the acts that the filters leave as a table, without their events."""
    return Pour(_table(_export(visit)), "text/csv", "acts.csv")


def _table(parts: Iterator[list[views.WholeAct]]) -> Iterator[bytes]:
    yield (",".join(_COLUMNS) + "\r\n").encode()
    for part in parts:
        text = io.StringIO(newline="")
        csv.writer(text).writerows([str(getattr(each.line, name) or "") for name in _COLUMNS] for each in part)
        yield text.getvalue().encode()


def _export(visit: Visit) -> Iterator[list[views.WholeAct]]:
    """Yield the acts some at a time; each part is read for itself, so that no reading stays open for long."""
    query = filtering.read(visit.query, views.AuditQuery)
    with visit.hub.look() as look:
        ends = tuple(views.chunks(look, visit.by, query))
    return (found for end in ends if (found := _part(visit, query, end)))


def _part(visit: Visit, query: views.AuditQuery, end: int) -> list[views.WholeAct]:
    with visit.hub.look() as look:
        return views.export(look, visit.by, query, end)
