"""Founding an organisation, and the tokens by which its people and machines are known."""

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from comity.app.comity import Comity
from comity.governance import commands as g
from comity.governance.gate import OPERATOR, PROCESS, Principal, through
from comity.kernel.codes import Country
from comity.kernel.hashing import sha256_hex


class Issued(msgspec.Struct, frozen=True):
    """A token as its holder gets it: `secret` is shown once and kept nowhere; only its digest is."""

    token: str
    secret: str


def token_digest(secret: str) -> str:
    """Return the digest under which a token is looked up."""
    return sha256_hex(secret.encode())


def found(
    comity: Comity, members: Sequence[Country], administrator: g.PersonProfile, nationalities: Sequence[Country] = ()
) -> Principal:
    """Make the organisation with its members and its first administrator; raises `CommandRefused` where it stands."""
    person = comity.chance.id("per")
    operator = through(PROCESS, OPERATOR)
    comity.order(operator, g.CreateOrganisation(members=tuple(members)))
    first = g.AppointFirstAdministrator(id=person, profile=administrator, nationalities=tuple(nationalities))
    comity.order(operator, first)
    with comity.look() as look:
        return look.principal(person)


def issue_token(
    comity: Comity,
    by: Principal,
    person: str,
    days: int,
    purpose: g.TokenPurpose = g.TokenPurpose.PERSON,
    key: str | None = None,
) -> Issued:
    """Issue a token of `days`, made by `by`, and return it with its secret; a `key` is good for one.

    Raises `Forbidden` for another person's token, and where `by` has shown no fresh proof.
    """
    issued = Issued(comity.chance.id("tok"), comity.chance.secret())
    expires = comity.clock.now() + timedelta(days=days)
    digest = token_digest(issued.secret)
    command = g.IssueToken(id=person, token=issued.token, digest=digest, expires=expires, purpose=purpose)
    comity.order(by, command, key=key)
    return issued


def found_token(comity: Comity, person: str, days: int, purpose: g.TokenPurpose = g.TokenPurpose.PERSON) -> Issued:
    """Issue a token to one of a sample's people or machines while it is made; raises `CommandRefused` ever after."""
    issued = Issued(comity.chance.id("tok"), comity.chance.secret())
    expires, digest = comity.clock.now() + timedelta(days=days), token_digest(issued.secret)
    command = g.FoundToken(id=person, token=issued.token, digest=digest, expires=expires, purpose=purpose)
    comity.order(through(PROCESS, OPERATOR), command)
    return issued
