"""Identity: enough to tell this person from every other (RPD 83(2)(a), 37)."""

from collections.abc import Iterator

from comity.compliance.rule import Breach, Case, Effect, Fact, Pass, Result, Rule
from comity.compliance.stated import missing, stated
from comity.kernel.subject import Photograph, Quality, Sex, Subject, SubjectType
from comity.notices.vocabulary import Ground, Kind


class IdentitySet(Rule):
    """A red notice needs one of two sets of identity data (RPD 83(2)(a)).

    A: family name, forenames, sex and at least the year of birth, with a description, DNA, fingerprints or
    a document. B: a photograph of good quality with an alias, a parent's name, a description, DNA or
    fingerprints. A person with a single name has it as family name and the forenames empty (""). Whether the
    data are those of the right person is for the reviewers.
    """

    code, title = "IDN-01", "One of the two sets of identity data is complete"
    citations = ("RPD 83(2)(a)",)
    ground = Ground.IDENTITY

    def applies(self, case: Case) -> bool:
        return case.red

    def check(self, case: Case) -> Iterator[Result]:
        subject = case.request.subject
        core, more = tuple(_set_a(subject)), _marks(subject) or _documents(subject)
        if not core and more:
            yield Pass("Set A is complete", (Fact(more[0], "given"),))
        elif _good_photograph(subject) and (further := _marks(subject) or _relations(subject)):
            yield Pass("Set B is complete", (Fact("subject.photographs", "good"), Fact(further[0], "given")))
        elif core:
            reason = f"Neither set is complete; for set A there lacks {', '.join(fact.path for fact in core)}"
            variant = "forenames" if any(fact.path == "subject.forenames" for fact in core) else None
            yield Breach(reason=reason, effect=Effect.RETURN, variant=variant, facts=core)
        else:
            facts = (Fact("subject.documents", None), Fact("subject.description", None))
            reason = "Set A lacks a document, a description, fingerprints or DNA, and set B a good photograph"
            yield Breach(reason=reason, effect=Effect.RETURN, variant="further", facts=facts)


class RecognisableSubject(Rule):
    """Other kinds need at least what lets a recipient recognise the subject (RPD 37): no one is sought by name alone.

    A person needs a name with something that tells namesakes apart, or a photograph, fingerprints or DNA;
    someone unidentified needs a description or one of these. Listings of the Security Council are taken as
    they are. How good the data are is for the reviewers.
    """

    code, title = "IDN-02", "The subject can be recognised"
    citations = ("RPD 37", "RPD 12")
    ground = Ground.IDENTITY

    def applies(self, case: Case) -> bool:
        someone = case.request.subject.type in (SubjectType.PERSON, SubjectType.UNIDENTIFIED)
        return someone and case.request.kind not in (Kind.RED, Kind.SPECIAL)

    def check(self, case: Case) -> Iterator[Result]:
        subject = case.request.subject
        marks = _marks(subject)
        shown = bool(_photographs(subject)) or any(path != "subject.description" for path in marks)
        if shown or (subject.type is SubjectType.UNIDENTIFIED and marks):
            yield Pass("There is a photograph, a description, fingerprints or DNA")
        elif subject.type is SubjectType.UNIDENTIFIED or case.request.kind is Kind.BLACK:
            if marks:
                yield Pass("There is a description", (Fact(marks[0], "given"),))
                return
            facts = (Fact("subject.description", None), Fact("subject.photographs", None))
            reason = "Nothing is given by which an unknown person could be recognised"
            yield Breach(reason=reason, effect=Effect.RETURN, variant="unidentified", facts=facts)
        elif lacking := tuple(_named(subject)):
            reason = "A name alone, or less, does not tell this person from others"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=lacking)
        else:
            yield Pass("The name comes with what tells namesakes apart")


def _set_a(subject: Subject) -> Iterator[Fact]:
    yield from missing(subject, "subject", "family_name")
    if subject.forenames != "":
        yield from missing(subject, "subject", "forenames")
    if subject.sex in (None, Sex.UNKNOWN):
        yield Fact("subject.sex", subject.sex)
    if subject.birth is None or subject.birth.date is None:
        yield Fact("subject.birth.date", None)


def _named(subject: Subject) -> Iterator[Fact]:
    yield from missing(subject, "subject", "family_name")
    apart = (subject.birth and subject.birth.date, subject.documents, _marks(subject), subject.nationalities)
    if not any(apart):
        yield Fact("subject.birth.date", None)


def _marks(subject: Subject) -> list[str]:
    """Return the paths of what is seen on the body: description, fingerprints, DNA."""
    look, body = subject.description, subject.biometrics
    described = look is not None and any(
        stated(value) for value in (look.height_cm, look.weight_kg, look.eyes, look.hair, look.marks)
    )
    found = {
        "subject.description": described,
        "subject.biometrics.fingerprints": body is not None and bool(body.fingerprints),
        "subject.biometrics.dna": body is not None and bool(body.dna),
    }
    return [path for path, given in found.items() if given]


def _documents(subject: Subject) -> list[str]:
    return [
        f"subject.documents[{index}].number"
        for index, document in enumerate(subject.documents or ())
        if stated(document.number)
    ]


def _relations(subject: Subject) -> list[str]:
    """Return the paths of an alias or a parent's name."""
    aliases = [f"subject.aliases[{i}]" for i, alias in enumerate(subject.aliases or ()) if stated(alias.name)]
    parents = [f"subject.{name}" for name in ("father_name", "mother_name") if stated(getattr(subject, name))]
    return aliases + parents


def _good_photograph(subject: Subject) -> bool:
    return any(photograph.quality is Quality.GOOD for photograph in _photographs(subject))


def _photographs(subject: Subject) -> list[Photograph]:
    return [photograph for photograph in subject.photographs or () if stated(photograph.sha256)]
