"""The checkpoint of the ledger, and whether it only grew between two of them."""

from typing import Any, Final

from comity.app import ledgering
from comity.app.views import auditing
from comity.hub.web.audit.acts import DESK, HOME
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Give, Show, Visit
from comity.kernel.errors import UnusableInput, VerificationFailed
from comity.ledger.checkpoint import Checkpoint, open_signed
from comity.ledger.merkle import Consistency, verify_consistency
from comity.ledger.note import Note

PAGES: Final = Pages("audit", DESK)
_PAGE: Final = f"{HOME}/checkpoint"


@PAGES.get(_PAGE, "Checkpoints", menu="Checkpoints")
def show(visit: Visit) -> Answer:
    """Show the checkpoint as it stands, and ask for two to compare."""
    return _show(visit)


@PAGES.post(_PAGE, "Checkpoints")
def compare(visit: Visit) -> Answer:
    """Say whether the log of the later checkpoint begins with that of the earlier one."""
    earlier, later = _typed(visit, "earlier"), _typed(visit, "later")
    try:
        proof = _grown(visit, earlier, later)
    except UnusableInput as error:
        return _show(visit, wrong=error.detail, status=400)
    except VerificationFailed as error:
        return _show(visit, fails=error.detail)
    return _show(visit, proof=proof)


@PAGES.get(f"{_PAGE}.txt", "The checkpoint as it was signed")
def give(visit: Visit) -> Answer:
    """Give the signed checkpoint, to be kept elsewhere."""
    document = ledgering.last_checkpoint(visit.hub)
    size = Checkpoint.parse(Note.parse(document).text).size
    return Give(document.encode(), "text/plain; charset=utf-8", filename=f"checkpoint-{size}.txt")


def _typed(visit: Visit, name: str) -> str:
    typed = visit.form.one(name).replace("\r\n", "\n").strip()
    return typed + "\n" if typed else ""


def _grown(visit: Visit, earlier: str, later: str) -> Consistency:
    """Return the proof that the log only grew; raises `UnusableInput` and `VerificationFailed`."""
    if not earlier:
        raise UnusableInput("Paste an earlier checkpoint, as it was signed then.")
    old = open_signed(earlier, visit.hub.log_key).checkpoint
    new = open_signed(later or ledgering.last_checkpoint(visit.hub), visit.hub.log_key).checkpoint
    if old.size > new.size:
        raise UnusableInput(f"The first has {old.size} acts and the second {new.size}: put the earlier one first.")
    with visit.hub.look() as look:
        auditing.require(look, visit.by)
        if new.size > look.reader.last_seq():
            raise VerificationFailed(f"The ledger has fewer acts now than the {new.size} that were signed.")
        proof = ledgering.grown(look, old.size, new.size)
    verify_consistency(proof, old.root, new.root)
    return proof


def _show(visit: Visit, proof: Consistency | None = None, fails: str = "", wrong: str = "", status: int = 200) -> Show:
    with visit.hub.look() as look:
        auditing.require(look, visit.by)
        last = look.reader.last_seq()
    document = ledgering.last_checkpoint(visit.hub)
    context: dict[str, Any] = {
        "document": document,
        "checkpoint": Checkpoint.parse(Note.parse(document).text),
        "key": visit.hub.log_key.vkey,
        "last": last,
        "proof": proof,
        "hashes": [each.hex() for each in proof.hashes] if proof else [],
        "fails": fails,
        "wrong": wrong,
        "typed": visit.form,
    }
    return Show("audit/checkpoint.html", context, status)
