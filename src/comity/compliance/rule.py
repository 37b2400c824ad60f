"""What a compliance rule is: one small class, with its law, that says what it found and never decides."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, assert_never

import msgspec

from comity.compliance.messages import remedy_text
from comity.law.citations import Citation
from comity.notices.context import CaseContext
from comity.notices.request import Judicial, NoticeRequest
from comity.notices.vocabulary import Ground, Kind

_NOTHING_JUDICIAL = Judicial()
_CODE = re.compile(r"[A-Z]{3}-\d{2}")


class Outcome(StrEnum):
    PASS = "pass"  # noqa: S105
    BREACH = "breach"
    NEEDS_REVIEW = "needs_review"
    NOT_APPLICABLE = "not_applicable"


class Effect(StrEnum):
    """What a finding does to the request, from the gravest down."""

    REFUSE = "refuse"
    RETURN = "return"
    REVIEW = "review"


class Audience(StrEnum):
    """Who may read a finding; what would tell where a person found protection is the secretariat's alone."""

    REQUESTER = "requester"
    SECRETARIAT = "secretariat"


class Fact(msgspec.Struct, frozen=True):
    """A value that a finding rests on, and where it stands in the request (or in `context`)."""

    path: str
    value: Any


class Pass(msgspec.Struct, frozen=True):
    """The rule was applied and nothing is wrong."""

    reason: str
    facts: tuple[Fact, ...] = ()


class Breach(msgspec.Struct, frozen=True, kw_only=True):
    """The rule is not met. `effect` is `return` where the requester can cure it, `refuse` where nothing can.

    The remedy is written in `messages/LANG.yaml` under the rule's code and `variant`, in every working
    language; `remedy` says it here instead, in English alone.
    """

    reason: str
    effect: Effect
    variant: str | None = None
    remedy: str | None = None
    facts: tuple[Fact, ...] = ()
    audience: Audience | None = None
    citations: tuple[str, ...] = ()


class NeedsReview(msgspec.Struct, frozen=True, kw_only=True):
    """Only a person can tell: `question` is what a reviewer must answer."""

    reason: str
    question: str
    facts: tuple[Fact, ...] = ()
    audience: Audience | None = None
    citations: tuple[str, ...] = ()


Result = Pass | Breach | NeedsReview


class Case(msgspec.Struct, frozen=True):
    """All that a rule may look at: the request, what the secretariat knows, and the day."""

    request: NoticeRequest
    context: CaseContext
    at: date
    memo: dict[str, Any] = msgspec.field(default_factory=dict)
    """What one rule has worked out and others need too, such as what the texts say; it ends with the case."""

    @property
    def red(self) -> bool:
        """Whether a person is sought for arrest: a red notice or a diffusion of that kind."""
        return self.request.kind is Kind.RED

    @property
    def judicial(self) -> Judicial:
        """The judicial part, with nothing known where it is left out."""
        return self.request.judicial or _NOTHING_JUDICIAL


class Rule(ABC):
    """A rule of the catalogue. Subclasses register themselves; one without law or reading cannot be defined.

    The docstring says what the article asks, how we read it, and what we leave to people. A rule first
    says whether its subject arises (`applies`); `check` then yields its results, at least one. A fact
    that is not known is never a `Pass`.
    """

    code: ClassVar[str]
    title: ClassVar[str]
    citations: ClassVar[tuple[str, ...]]
    ground: ClassVar[Ground]
    audience: ClassVar[Audience] = Audience.REQUESTER
    in_force_from: ClassVar[date] = date(2012, 7, 1)
    in_force_until: ClassVar[date | None] = None

    _catalogue: ClassVar[dict[str, type["Rule"]]] = {}

    def __init_subclass__(cls, *, abstract: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if abstract:
            return
        for name in ("code", "title", "citations", "ground"):
            if not getattr(cls, name, None):
                raise TypeError(f"{cls.__name__} has no {name}; a rule without one cannot be defined")
        if not _CODE.fullmatch(cls.code):
            raise TypeError(f"{cls.__name__}: a code has the form ABC-01, not {cls.code}")
        if cls.code in Rule._catalogue:
            raise TypeError(f"{cls.__name__}: {cls.code} is taken by {Rule._catalogue[cls.code].__name__}")
        if len((cls.__doc__ or "").split()) < 15:
            raise TypeError(f"{cls.__name__}: the docstring must say what the article asks and how it is read")
        for text in cls.citations:
            Citation.parse(text)
        Rule._catalogue[cls.code] = cls

    def applies(self, case: Case) -> bool:
        """Say whether the rule's subject arises in this case."""
        return True

    @classmethod
    def in_force(cls, at: date) -> bool:
        """Say whether the rule is in force on `at`."""
        return cls.in_force_from <= at and (cls.in_force_until is None or at <= cls.in_force_until)

    @abstractmethod
    def check(self, case: Case) -> Iterator[Result]:
        """Yield what was found, at least one result."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A result as it is published by `comity check`; `variant` names the remedy's text in the messages."""

    rule: str
    variant: str | None
    outcome: Outcome
    effect: Effect | None
    audience: Audience
    citations: tuple[str, ...]
    reason: str
    facts: tuple[Fact, ...]
    remedy: str | None


class Question(msgspec.Struct, frozen=True):
    """What a reviewer must answer before deciding."""

    rule: str
    question: str
    citations: tuple[str, ...]
    audience: Audience


def finding(rule: type[Rule], result: Result) -> Finding:
    """Return `result` of `rule` in its published form."""
    outcome, effect, variant, remedy = Outcome.PASS, None, None, None
    audience, cites = rule.audience, rule.citations
    match result:
        case Pass():
            pass
        case Breach():
            outcome, effect, variant = Outcome.BREACH, result.effect, result.variant
            remedy = result.remedy or remedy_text(rule.code, variant, "en", [fact.path for fact in result.facts])
            audience, cites = result.audience or audience, result.citations or cites
        case NeedsReview():
            outcome, effect = Outcome.NEEDS_REVIEW, Effect.REVIEW
            audience, cites = result.audience or audience, result.citations or cites
        case _:
            assert_never(result)
    return Finding(
        rule=rule.code,
        variant=variant,
        outcome=outcome,
        effect=effect,
        audience=audience,
        citations=cites,
        reason=result.reason,
        facts=result.facts,
        remedy=remedy,
    )


@cache
def not_applicable(rule: type[Rule]) -> Finding:
    """Return the finding that the subject of `rule` does not arise."""
    return Finding(
        rule=rule.code,
        variant=None,
        outcome=Outcome.NOT_APPLICABLE,
        effect=None,
        audience=rule.audience,
        citations=rule.citations,
        reason=f"Does not arise here: {rule.title}",
        facts=(),
        remedy=None,
    )
