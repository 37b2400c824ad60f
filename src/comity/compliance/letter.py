"""A letter to the prosecutor: what to mend, point by point, each with its place in the law, in a working language."""

from collections.abc import Iterator

from comity.compliance.check import Report
from comity.compliance.messages import Wording, remedy_text, wording
from comity.compliance.rule import Effect, Finding
from comity.law.citations import Citation
from comity.notices.request import NoticeRequest

_ISOLATE, _POP = "\u2068", "\u2069"


def letter(report: Report, request: NoticeRequest, language: str) -> str:
    """Return the letter as plain text; raises `ValueError` for a language that is not a working one.

    Only what the requester may read is said, whatever `report` holds. Points that a correction can cure come
    first; what bars the request follows by itself. In Arabic, names and citations are set apart (Unicode
    isolates), so that they keep their direction.
    """
    words = wording(language)
    raised = report.for_requester().raised
    mend = list(_points(raised, Effect.RETURN, language))
    bars = list(_points(raised, Effect.REFUSE, language))
    frame = words.letter
    lines = [*_head(report, request, words, language), "", frame["greeting"], ""]
    lines += [frame["unmendable" if bars else "opening" if mend else "nothing"], ""]
    lines += _numbered(mend, 1)
    if bars:
        lines += [frame["barred"], "", *_numbered(bars, len(mend) + 1)]
    if mend or bars:
        lines += [frame["ending" if bars else "closing"], ""]
    signed = _apart(request.bureau_contact, language) if request.bureau_contact else frame["signature"]
    lines += [frame["farewell"], "", signed]
    cited = {Citation.parse(text).instrument for each in raised if each.remedy for text in each.citations}
    if cited and (mend or bars):
        lines += ["", frame["law"]]
        for code in sorted(cited):
            line = frame["cited"].replace("{code}", _apart(code, language))
            lines.append(line.replace("{name}", words.law.get(code, code)))
    return "\n".join(lines) + "\n"


def _head(report: Report, request: NoticeRequest, words: Wording, language: str) -> Iterator[str]:
    authority = request.requesting_authority
    name = request.subject.full_name or words.letter["unnamed"]
    fields = {
        "to": ("authority", authority.name if authority else None),
        "your_reference": ("reference", authority.reference if authority else None),
        "our_reference": ("reference", request.reference),
        "day": ("day", report.at.isoformat()),
    }
    for key, (slot, value) in fields.items():
        if value:
            yield words.letter[key].replace(f"{{{slot}}}", _apart(value, language))
    yield ""
    subject = words.letter["subject"].replace("{kind}", words.kinds[request.kind])
    yield subject.replace("{name}", _apart(name, language))


def _points(raised: tuple[Finding, ...], effect: Effect, language: str) -> Iterator[str]:
    """Yield each thing to mend once, with the citations of all findings that ask for it."""
    said: dict[str, list[str]] = {}
    for each in raised:
        if each.effect is not effect:
            continue
        paths = [fact.path for fact in each.facts]
        text = remedy_text(each.rule, each.variant, language, paths) or each.remedy or each.reason
        places = said.setdefault(text, [])
        places += [place for place in each.citations if place not in places]
    for text, places in said.items():
        yield f"{text} [{_apart('; '.join(places), language)}]"


def _numbered(points: list[str], first: int) -> Iterator[str]:
    for number, point in enumerate(points, first):
        yield f"{number}. {point}"
        yield ""


def _apart(text: str, language: str) -> str:
    return f"{_ISOLATE}{text}{_POP}" if language == "ar" else text
