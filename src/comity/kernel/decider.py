"""Every part of the domain is `decide(state, command, facts, at) -> events | Refusal` and `evolve(state, event, at)`.

No decider reads a clock, a file or a database; what it needs from sealed content arrives unsealed in
`facts`, and `evolve` never needs content.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, ClassVar, Generic, TypeVar

import msgspec

from comity.kernel.errors import Fault

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{3}_[0-9a-z]{16}$")]
"""A random identifier with a prefix that says of what: `req_`, `ntc_`, `per_`, `cnt_`, `cmp_`, `rdr_`, `tok_`."""
Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
RuleCode = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{3}-\d{2}$")]
PublicNumber = Annotated[str, msgspec.Meta(pattern=r"^\d{4}/\d{1,9}$")]


class ContentRef(msgspec.Struct, frozen=True):
    """A sealed content: where it lies in the vault and its commitment (HMAC-SHA256 under a salt of its own)."""

    id: Id
    digest: Digest


class Command(msgspec.Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """Something asked for, in the imperative. `sealed` names the fields whose values are content."""

    sealed: ClassVar[tuple[str, ...]] = ()


class Event(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Something that happened: identifiers, codes, dates and commitments, and nothing else."""


class Refusal(msgspec.Struct, frozen=True):
    """Why a decider does not do what was asked, written for the person who must act."""

    detail: str
    errors: tuple[Fault, ...] = ()
    code: str = "refused"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What the register holds in the clear of a stream, for lists to filter and sort by.

    `circulation` is `*` for all, `+XA,XB` for only, `-XA,XB` for all but; `due` is a deadline for
    people, `wake` when the clock must look.
    """

    state: str
    kind: str | None = None
    member: str | None = None
    circulation: str | None = None
    concerned: str = ""
    assigned: str = ""
    parent: str | None = None
    rank: int = 0
    due: datetime | None = None
    wake: datetime | None = None
    public: bool = False


S = TypeVar("S")
Decide = Callable[[S, Any, Any, datetime], Sequence[Event] | Refusal]


@dataclass(frozen=True)
class Decider(Generic[S]):
    """One kind of stream: its name, first state, functions, and what the register and the clock see of it.

    `due` returns the command that the clock must run on the stream and when, or None.
    """

    name: str
    initial: S
    decide: Decide[S]
    evolve: Callable[[S, Any, datetime], S]
    row: Callable[[S], Row]
    commands: tuple[type[Command], ...]
    events: tuple[type[Event], ...]
    due: Callable[[S], tuple[datetime, Command] | None] = lambda _: None
