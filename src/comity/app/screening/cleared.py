"""Whom a member cleared, in memory: a traveller asked about again in the same words, and a notice as it was then.

Anything that changes on either side wakes it: the traveller is then another question, the notice has another face.
"""

import unicodedata
from hashlib import sha256
from threading import Lock

import msgspec

from comity.app.look import Look
from comity.app.ports.vault import NotOpened
from comity.kernel import wire
from comity.kernel.subject import Document
from comity.notices.clearing import Clearance, Traveller
from comity.notices.facts import Face
from comity.screening import Query


def traveller_of(query: Query) -> Traveller:
    """Return who is asked about, so that another spelling of spaces, capitals and order of words is the same person."""
    names = {_name(each) for each in (query.name, *(query.names_in_original_script or ())) if each}
    papers = [each.number for each in query.documents or ()]
    return Traveller(
        written=next((each for each in (query.name, *(query.names_in_original_script or ()), *papers) if each), ""),
        names=tuple(sorted(names)),
        births=(query.birth_date,) if query.birth_date else (),
        birth_place=_name(query.birth_place or ""),
        birth_country=str(query.birth_country or ""),
        sex=query.sex,
        nationalities=tuple(sorted({str(each) for each in query.nationalities or ()})),
        documents=tuple(sorted({_document(each) for each in query.documents or ()})),
    )


def _name(text: str) -> str:
    return " ".join(sorted(unicodedata.normalize("NFKC", text).casefold().split()))


def _document(document: Document) -> str:
    number = unicodedata.normalize("NFKC", document.number).upper()
    return f"{document.country or ''}/{''.join(each for each in number if each.isalnum())}"


def key_of(traveller: Traveller) -> bytes:
    """Return the key of a traveller; it stands in memory alone, and what is kept of a traveller is sealed."""
    return sha256(wire.encode(msgspec.structs.replace(traveller, written=""))).digest()


class Cleared:
    """The clearances that hold; safe for threads."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._held: dict[str, dict[str, tuple[bytes, Clearance]]] = {}
        """By notice, by clearance."""

    def take(self, look: Look, clearance: Clearance) -> None:
        """Take a clearance in as it stands now, or forget it."""
        if clearance.traveller is None:
            self._forget(clearance)
            return
        try:
            key = key_of(look.opened(clearance.traveller, Traveller))
        except NotOpened:
            self._forget(clearance)  # the file of the notice was erased, and this with it
            return
        with self._turn:
            held = self._held.get(clearance.notice, {})
            self._held[clearance.notice] = {**held, clearance.id: (key, clearance)}

    def _forget(self, clearance: Clearance) -> None:
        with self._turn:
            held = {each: known for each, known in self._held.get(clearance.notice, {}).items() if each != clearance.id}
            if held:
                self._held[clearance.notice] = held
            else:
                self._held.pop(clearance.notice, None)

    def drop(self, notice: str) -> None:
        """Forget all clearances of a notice that ended: what they held was erased with it."""
        with self._turn:
            self._held.pop(notice, None)

    def among(self, notice: str) -> bool:
        """Say whether anyone cleared somebody of this notice."""
        return notice in self._held

    def own(self, notice: str, member: str, face: Face, key: bytes) -> bool:
        """Say whether `member` found that this traveller is not the person on a notice, as both still are."""
        return any(
            known == key and each.member == member and each.face == face
            for known, each in self._held.get(notice, {}).values()
        )

    def told(self, notice: str, member: str, face: Face, key: bytes) -> bool:
        """Say whether another member found so and chose to tell `member`."""
        return any(
            known == key and each.face == face and member in each.shared_with
            for known, each in self._held.get(notice, {}).values()
        )
