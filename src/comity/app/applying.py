"""Applying to the commission: from anyone, once however often it is sent, with a receipt that only the sender has.

1. Who is signed in applies as anyone, so that no desk's name stands on it.
2. Identifier and secret follow from what names the sending, under the organisation's key: the same sending, come
   twice, is the same application and shows the same receipt.
3. Of the secret only the digest is kept, sealed.
"""

import hmac
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from comity.app.comity import Comity
from comity.app.look import Look
from comity.app.views.applications import Receipt
from comity.governance.gate import PUBLIC
from comity.kernel.codes import Language
from comity.kernel.errors import CommandRefused
from comity.redress import receipt
from comity.redress.commands import Applicant, ApplicationForm, ApplicationKind, ReceiveApplication

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
    seed = hmac.digest(comity.secret, f"application\0{sending or comity.chance.secret()}".encode(), sha256)
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
    with comity.look() as look:
        return _receipt(look, new, secret)


def _receipt(look: Look, application: str, secret: str) -> Receipt:
    state = look.state_of("application", application)
    reference = receipt.reference(state.id, state.received)
    return Receipt(reference=reference, secret=secret, admissibility_due=state.admissibility_due)


def _id(seed: bytes) -> str:
    number = int.from_bytes(seed[:_ID_BYTES], "big")
    return "rdr_" + "".join(_ALPHABET[(number >> shift) & 31] for shift in range(0, 80, 5))
