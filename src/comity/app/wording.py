"""The words of messages, the same whatever waits: they name no person, member, notice, kind or state."""

from typing import Final

from comity.app.ports.messengers import Letter
from comity.governance.notifications import CODE_MINUTES, Tongue

_WAITS: Final = {
    Tongue.ENGLISH: (
        "Something is waiting for you",
        "Something is waiting for you in Comity. Sign in to see it: {url}",
    ),
    Tongue.FRENCH: (
        "Quelque chose vous attend",
        "Quelque chose vous attend dans Comity. Connectez-vous pour en prendre connaissance : {url}",
    ),
    Tongue.SPANISH: (
        "Hay algo pendiente para usted",
        "Hay algo pendiente para usted en Comity. Inicie sesión para verlo: {url}",
    ),
    Tongue.ARABIC: ("هناك ما ينتظرك", "هناك ما ينتظرك في Comity. سجّل الدخول للاطلاع عليه: {url}"),
}
_CODE: Final = {
    Tongue.ENGLISH: (
        "Your code",
        "Your code for messages from Comity: {code}\n\nIt works for {minutes} minutes. If you did not ask for it, do "
        "nothing: no messages will come.",
    ),
    Tongue.FRENCH: (
        "Votre code",
        "Votre code pour les messages de Comity : {code}\n\nIl est valable {minutes} minutes. Si vous ne l’avez pas "
        "demandé, ne faites rien : aucun message ne viendra.",
    ),
    Tongue.SPANISH: (
        "Su código",
        "Su código para los mensajes de Comity: {code}\n\nEs válido durante {minutes} minutos. Si no lo ha pedido, no "
        "haga nada: no llegará ningún mensaje.",
    ),
    Tongue.ARABIC: (
        "رمزك",
        "رمزك لرسائل Comity: {code}\n\nيصلح الرمز لمدة {minutes} دقيقة. إن لم تطلبه فلا تفعل شيئًا، ولن تصلك أي رسالة.",
    ),
}


def waits(to: str, language: Tongue, base_url: str) -> Letter:
    """Return the letter that says that something waits."""
    subject, text = _WAITS[language]
    return Letter(to, subject, text.format(url=f"{base_url.rstrip('/')}/") + "\n", language)


def code(to: str, language: Tongue, number: str) -> Letter:
    """Return the letter that brings a code."""
    subject, text = _CODE[language]
    return Letter(to, subject, text.format(code=number, minutes=CODE_MINUTES) + "\n", language)
