"""Verifying a proof: in the browser, by a script of ours; without one by this server, which says what that means."""

from typing import Final

from comity.app import ledgering
from comity.hub.web.language import marked
from comity.hub.web.pages import ANYONE, Pages
from comity.hub.web.visit import Answer, Show, Visit
from comity.ledger.checkpoint import Checkpoint
from comity.ledger.merkle import Consistency
from comity.ledger.note import Note
from comity.ledger.stepwise import Ask, Step, steps

PAGES: Final = Pages("public", ANYONE)
STEPS: Final = {
    Step.READ: marked("The proof and the key can be read."),
    Step.SIGNED: marked("The checkpoint in the proof is signed by the key of the ledger."),
    Step.COUNTED: marked("The checkpoint counts as many acts as the proof says."),
    Step.INCLUDED: marked("The act leads to the root that was signed, so that it stands in the ledger."),
    Step.EARLIER: marked("Your earlier checkpoint is signed by the same key."),
    Step.GROWN: marked("The ledger only grew since your earlier checkpoint: nothing was changed or taken out."),
}
OPTIONAL: Final = frozenset({Step.EARLIER, Step.GROWN})


@PAGES.get("/{language}/verify", "Check a proof", menu="Check a proof")
def verify(visit: Visit) -> Answer:
    """Ask for a proof; with its script the page answers itself."""
    return _page(visit, "", visit.hub.log_key.vkey, "")


@PAGES.post("/{language}/verify", "Check a proof")
def verified(visit: Visit) -> Answer:
    """Check here what a browser without scripts cannot."""
    upload = visit.form.file("file")
    document = visit.form.one("proof") or (upload.data.decode("utf-8", "replace") if upload else "")
    return _page(visit, document, visit.form.one("vkey"), visit.form.one("earlier"), checked=True)


def _page(visit: Visit, document: str, key: str, earlier: str, checked: bool = False) -> Show:
    found, proof = steps(document, key, earlier, _ask(visit)) if checked else (dict.fromkeys(Step), None)
    context = {
        "document": document,
        "key": key,
        "earlier": earlier,
        "checked": checked,
        "steps": [(step.value, STEPS[step], found[step], step in OPTIONAL) for step in Step],
        "fails": False in found.values(),
        "proof": proof,
    }
    return Show("public/verify.html", context)


def _ask(visit: Visit) -> Ask:
    def ask(old: int) -> tuple[Consistency, str] | None:
        document = ledgering.last_checkpoint(visit.hub)
        size = Checkpoint.parse(Note.parse(document).text).size
        if old > size:
            return None
        with visit.hub.look() as look:
            return ledgering.grown(look, old, size), document

    return ask
