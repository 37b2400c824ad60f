"""Whether something is stated at all: blanks and the words that stand for nothing state nothing."""

from collections.abc import Iterator

from comity.compliance.rule import Fact
from comity.kernel.subject import Record

_NOTHING = frozenset(
    """-;--;---;.;?;n/a;n.a.;none;null;unknown;not known;not available;tbd;tba;xxx
    inconnu;inconnue;néant;aucun;aucune;non connu;non connue
    desconocido;desconocida;ninguno;ninguna;no consta;se desconoce
    غير معروف;لا يوجد;لا شيء;مجهول""".replace("\n    ", ";").split(";")
)


def stated(value: object) -> bool:
    """Say whether `value` tells anything: not None, not an empty list, not a blank or a word for nothing."""
    if isinstance(value, str):
        return value.strip().casefold() not in _NOTHING and bool(value.strip())
    return value is not None and value != []


def missing(record: Record | None, path: str, *names: str) -> Iterator[Fact]:
    """Yield a fact for each of the fields `names` of `record` (at `path`) that states nothing."""
    for name in names:
        value = getattr(record, name, None)
        if not stated(value):
            yield Fact(f"{path}.{name}", value)
