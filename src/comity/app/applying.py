"""Applying to the commission: from anyone, once however often it is sent, with a receipt that only the sender has.

1. Who is signed in applies as anyone, so that no desk's name stands on it.
2. Identifier and secret follow from what names the sending and from the text that was sent, under the
   organisation's key: the same sending, come twice, is the same application and shows the same receipt; documents
   that it does not hold yet are added to it. With another text it is another application.
3. Of the secret only the digest is kept, sealed.
"""

import hmac
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

import msgspec

from comity.app.comity import Comity
from comity.app.look import Look
from comity.app.views import applications as views
from comity.app.views.applications import Receipt
from comity.governance.gate import PUBLIC
from comity.kernel import wire
from comity.kernel.codes import Language
from comity.kernel.errors import CommandRefused, Stale
from comity.redress import receipt
from comity.redress.commands import (
    AddEnclosures,
    Applicant,
    ApplicationForm,
    ApplicationKind,
    Enclosure,
    ReceiveApplication,
)

_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_BYTES: Final = 10


def apply(
    comity: Comity,
    kind: ApplicationKind,
    by: Applicant,
    language: Language,
    form: ApplicationForm,
    enclosures: Sequence[bytes] = (),
    sending: str = "",
) -> Receipt:
    """Receive an application and return its receipt; raises what the path raises.

    `sending` names one sending, such as a form with its key in one browser; without it each call is one of its own.
    """
    seed = _seed(comity, sending, kind, by, language, _without_documents(form))
    new, secret = _id(seed), receipt.secret(seed[_ID_BYTES:])
    command = ReceiveApplication(
        id=new,
        kind=kind,
        by=by,
        language=language,
        form=form,
        secret_digest=receipt.digest(secret),
        enclosures=tuple(enclosures),
    )
    try:
        comity.order(PUBLIC, command)
    except CommandRefused as error:
        if error.type != "wrong-state":
            raise
        while not _supplemented(comity, new, form.enclosures or (), enclosures):
            pass
    with comity.look() as look:
        return _receipt(look, new, secret)


def _seed(comity: Comity, sending: str, *said: object) -> bytes:
    """Return 32 bytes that follow from a sending and what it says, or from chance where nothing names it."""
    name = f"{sending}\0".encode() + wire.canonical(said) if sending else comity.chance.secret().encode()
    return hmac.digest(comity.secret, b"application\0" + name, sha256)


def _without_documents(form: ApplicationForm) -> ApplicationForm:
    """Return the form without what it says of documents: these may come with the second sending alone."""
    who = form.representative
    return msgspec.structs.replace(
        form, enclosures=None, identity=None, representative=who and msgspec.structs.replace(who, authority=None)
    )


def _supplemented(comity: Comity, application: str, named: Sequence[Enclosure], files: Sequence[bytes]) -> bool:
    """Add the documents that the application does not hold; return False if another sending came in between."""
    with comity.look() as look:
        found = look.find("application", application)
        assert found is not None
        form = views.form_of(look, found.state)
    held = {each.sha256 for each in (form.enclosures if form else None) or ()}
    new = [(each, file) for each, file in zip(named, files, strict=True) if each.sha256 not in held]
    if not new:
        return True
    command = AddEnclosures(id=application, named=[each for each, _ in new], enclosures=tuple(file for _, file in new))
    try:
        comity.order(PUBLIC, command, seen=found.version)
    except Stale:
        return False
    return True


def _receipt(look: Look, application: str, secret: str) -> Receipt:
    state = look.state_of("application", application)
    reference = receipt.reference(state.id, state.received)
    documents = len(state.enclosures or ())
    return Receipt(reference=reference, secret=secret, admissibility_due=state.admissibility_due, documents=documents)


def _id(seed: bytes) -> str:
    number = int.from_bytes(seed[:_ID_BYTES], "big")
    return "rdr_" + "".join(_ALPHABET[(number >> shift) & 31] for shift in range(0, 80, 5))
