"""One page about a notice for the judge on duty: what it says, what it is not, until when, and how to check it."""

from typing import Any, Final

from comity.app import giving, ledgering
from comity.app.look import Found, Look
from comity.app.views import dealings, members, proofs
from comity.app.views import notices as views
from comity.app.views.sides import Side, side_of
from comity.governance.offices import BUREAU
from comity.hub.web import qr
from comity.hub.web.bureau import enclosed, meaning, member_words, sheet_said
from comity.hub.web.bureau.form.words import country, language
from comity.hub.web.bureau.notices import title_of
from comity.hub.web.pages import Pages
from comity.hub.web.review import wording
from comity.hub.web.visit import Answer, Give, Show, Visit
from comity.kernel import wire
from comity.kernel.errors import NotFound
from comity.notices.access import OpenFile
from comity.notices.notice import IN_FORCE
from comity.notices.vocabulary import Kind, State

PAGES: Final = Pages("bureau", BUREAU)
_MOST_IN_A_CODE: Final = 2_300
"""Bytes of a proof that still make a code which a telephone reads from paper, five centimetres wide."""


@PAGES.get("/bureau/notices/{id}/sheet", "Sheet for the judge on duty")
def show(visit: Visit) -> Answer:
    """Open a notice, which is an act, and show it on one page to print."""
    with visit.hub.look() as look:
        look.see(visit.by, "notice", visit.id)
    giving.opening(visit.hub, visit.by, OpenFile(id=visit.id))
    checkpoint = ledgering.last_checkpoint(visit.hub)
    with visit.hub.look() as look:
        found = look.see(visit.by, "notice", visit.id)
        proof = proofs.proof_of(look, found.id, checkpoint)
        return Show("bureau/sheet.html", {**_notice(visit, look, found), **_proof(visit, proof)})


def _notice(visit: Visit, look: Look, found: Found) -> dict[str, Any]:
    shown = views.view(look, visit.by, found)
    ours = visit.by.member or ""
    cards = members.cards(look, visit.by, [ours, str(shown.member or "")])
    own, theirs = cards.get(ours), cards.get(str(shown.member or ""))
    body = shown.body
    return {
        "title": f"{title_of(shown)}: sheet for the judge on duty",
        "notice": shown,
        "body": body,
        "subject": body.subject if body else None,
        "judicial": body.judicial if body else None,
        "photograph": next((each.sha256 for each in enclosed.pictures(look, visit, shown)), None),
        "standing": shown.state is State.PUBLISHED,
        "in_force": shown.state in IN_FORCE,
        "owner": side_of(visit.by, shown.member) is Side.OWNER,
        "red": shown.kind is Kind.RED,
        "own": own.card if own else None,
        "theirs": theirs.card if theirs else None,
        "limits": sheet_said.limits(own.card if own else None, look.at.date()),
        "refusals": sheet_said.refusals(dealings.dealings(look, visit.by, found).dealings),
        "at": look.at,
        "say": sheet_said,
        "said": member_words,
        "meaning": meaning,
        "words": wording,
        "country": country,
        "language_name": language,
    }


def _proof(visit: Visit, proof: proofs.NoticeProof | None) -> dict[str, Any]:
    """Return the proof as text and as a code that holds the same document, where it fits."""
    document = wire.encode(proof.document).decode() if proof else ""
    return {
        "proof": proof,
        "code": qr.picture(document, "l", mask=0) if proof and len(document) <= _MOST_IN_A_CODE else None,
        "vkey": visit.hub.log_key.vkey,
    }


@PAGES.get("/bureau/notices/{id}/proof.json", "The proof of a notice")
def give_proof(visit: Visit) -> Answer:
    """Give the proof as a file, for `comity ledger check` and for the public page; it holds digests alone."""
    checkpoint = ledgering.last_checkpoint(visit.hub)
    with visit.hub.look() as look:
        proof = proofs.proof_of(look, look.see(visit.by, "notice", visit.id).id, checkpoint)
    if proof is None:
        raise NotFound
    return Give(wire.encode(proof.document), "application/json", filename=f"{visit.id}.proof.json")
