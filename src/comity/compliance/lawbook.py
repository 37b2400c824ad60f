"""The pages of the documentation on the law: generated from the law data and the catalogue, so that they stay true."""

from collections import defaultdict
from collections.abc import Iterator

from comity.compliance.catalogue import VERSION, catalogue
from comity.compliance.rule import Rule
from comity.governance.register import policies
from comity.law.citations import Citation
from comity.law.instruments import instruments
from comity.law.parameters import Parameter, parameters
from comity.notices.kinds import KINDS
from comity.notices.lifecycle import TABLE

_MADE = "Generated from the code by `comity.compliance.lawbook`; to change it, change the law data or the rule.\n"


def rules_page() -> str:
    """Return docs/law/rules.md: each rule with its law, its reading, and what it leaves to people."""
    return "\n".join(_rules()) + "\n"


def articles_page() -> str:
    """Return docs/law/articles.md: article by article, what rests on it."""
    return "\n".join(_articles()) + "\n"


def parameters_page() -> str:
    """Return docs/law/parameters.md: each dated parameter with its history."""
    return "\n".join(_parameters()) + "\n"


def _rules() -> Iterator[str]:
    yield f"# The rules of edition {VERSION}\n"
    yield _MADE
    yield (
        "The checks never decide. They say what is missing, what bars, and which questions a person must answer; "
        "each rule says below what its article asks, how it is read, and what is left to people.\n"
    )
    for rule in catalogue():
        yield f"## {rule.code}: {rule.title}\n"
        cited, ground = "; ".join(rule.citations), rule.ground.value
        yield f"{cited} · ground `{ground}` · for the {rule.audience.value}{_force(rule)}\n"
        for paragraph in (type(rule).__doc__ or "").strip().split("\n\n"):
            yield " ".join(paragraph.split()) + "\n"


def _force(rule: Rule) -> str:
    until = f" until {rule.in_force_until}" if rule.in_force_until else ""
    return f" · in force from {rule.in_force_from}{until}"


def _articles() -> Iterator[str]:
    yield "# The law, article by article\n"
    yield _MADE
    yield (
        "What rests on each article: rules of the catalogue, kinds of notice, steps of the lifecycle, policies on who "
        "may do what, and dated parameters. *How sure* is the source of our legal brief in which the article was read "
        "(S and a number), or how well it is remembered (hi, med, lo: a default to configure, no quotation), or "
        "*house* for Comity's own rules ([divergences](divergences.md)). A dash means that nothing in the code rests "
        "on the article by name: it is left to people.\n"
    )
    resting = _resting()
    for instrument in instruments().values():
        yield f"## {instrument.code}: {instrument.title}\n"
        editions = "; ".join(f"{day.isoformat()} {name}" for day, name in instrument.editions.items())
        yield f"Editions: {editions}\n"
        if not instrument.articles:
            yield f"How sure: {instrument.mark}. {_listed(resting[instrument.code, None])}\n"
            continue
        yield "| article | on | how sure | what rests on it |"
        yield "|---|---|---|---|"
        for number, article in instrument.articles.items():
            yield f"| {number} | {article.title} | {article.mark} | {_listed(resting[instrument.code, number])} |"
        yield ""


def _resting() -> dict[tuple[str, str | None], list[str]]:
    """Return, by instrument and article, what cites it."""
    found: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for text, what in _citing():
        citation = Citation.parse(text)
        held = found[citation.instrument, citation.article]
        if what not in held:
            held.append(what)
    return found


def _citing() -> Iterator[tuple[str, str]]:
    for rule in catalogue():
        yield from ((text, rule.code) for text in rule.citations)
    for law in KINDS.values():
        yield from ((text, f"{law.kind.value} notices") for text in law.citations)
    for step in TABLE:
        yield step.citation, f"{step.machine}: {step.command.__name__}"
    for policy in policies():
        yield policy.citation, f"policy `{policy.id}`"
    for parameter in parameters().values():
        yield str(parameter.citation), f"`{parameter.name}`"


def _listed(what: list[str]) -> str:
    return ", ".join(what) if what else "–"


def _parameters() -> Iterator[str]:
    yield "# Dated parameters\n"
    yield _MADE
    yield "A value holds from its day until the next. What was decided under an earlier value keeps it.\n"
    yield "| name | what | citation | history |"
    yield "|---|---|---|---|"
    for parameter in parameters().values():
        yield f"| `{parameter.name}` | {parameter.title} | {parameter.citation} | {_history(parameter)} |"


def _history(parameter: Parameter) -> str:
    return "; ".join(
        f"{day.isoformat()}: {_value(value)} {parameter.unit}"
        for day, value in zip(parameter.days, parameter.values, strict=True)
    )


def _value(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{code} {rate:g}" for code, rate in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
