"""What a figure says in one sentence, computed from it; where nothing was counted, it says that."""

from collections.abc import Sequence
from statistics import median_low

from comity.app.views.figures import Figures, counted
from comity.hub.web.public.figure_tables import kind_name, measure_of
from comity.hub.web.public.tongue import Tongue
from comity.statistics.answering import Answering
from comity.statistics.measures import By
from comity.statistics.shares import percent

MARKS = (30, 90, 180)


def of_measure(figures: Figures, measure: str, tongue: Tongue) -> str:
    """Return the finding of any measure: that of the story where it has one, else its total and its largest part."""
    match measure:
        case "requests":
            return _requests(figures, tongue)
        case "decisions":
            return _decisions(figures, tongue)
        case "published":
            return _published(figures, tongue)
        case "treatment":
            return _treatment(figures, tongue)
        case "ignored_30" | "ignored_90" | "ignored_180":
            return _ignored(figures, measure, tongue)
        case _:
            return _largest(figures, measure, tongue)


def nothing(tongue: Tongue) -> str:
    """Return what is said of a count of nought, which may stand for up to four."""
    return tongue.say("Nothing was counted in this quarter: none, or fewer than five.")


def _requests(figures: Figures, tongue: Tongue) -> str:
    count = counted(figures.release, "requests", "new")
    if figures.before is None:
        return tongue.say("The number of new requests was %(count)s.", count=tongue.number(count))
    before = counted(figures.before, "requests", "new")
    return tongue.say(
        "The number of new requests was %(count)s, against %(before)s in the quarter before.",
        count=tongue.number(count),
        before=tongue.number(before),
    )


def _decisions(figures: Figures, tongue: Tongue) -> str:
    total, refused = counted(figures.release, "decisions"), counted(figures.release, "decisions", "refused")
    if not total:
        return nothing(tongue)
    share = percent(refused, total)
    return tongue.say(
        "Refusals: %(refused)s of %(total)s decisions (%(share)s).",
        refused=tongue.number(refused),
        total=tongue.number(total),
        share=tongue.percent(share),
    )


def of_refusals(figures: Figures, tongue: Tongue) -> str:
    """Return which ground was told most often, or which were."""
    grounds = refusals(figures)
    if not grounds:
        return nothing(tongue)
    most = grounds[0][1]
    named = [_ground(figures, code, tongue) for code, count in grounds if count == most]
    total = sum(count for _, count in grounds)
    values = {"grounds": tongue.list(named), "count": tongue.number(most), "total": tongue.number(total)}
    if len(named) == 1:
        return tongue.say("The ground told most often was: %(grounds)s (%(count)s of %(total)s refusals).", **values)
    return tongue.say(
        "The grounds told most often were: %(grounds)s (%(count)s each, of %(total)s refusals).", **values
    )


def refusals(figures: Figures) -> list[tuple[str, int]]:
    """Return the grounds of refusal that were told, most frequent first."""
    table = figures.release.table("decisions", By.TOTAL)
    pairs = zip(table.columns, table.rows[0].counts, strict=True)
    found = [(code.partition(":")[2], count) for code, count in pairs if code.startswith("refused:") and count]
    return sorted(found, key=lambda each: -each[1])


def _ground(figures: Figures, code: str, tongue: Tongue) -> str:
    return tongue.plain(figures.release.grounds[code])


def _published(figures: Figures, tongue: Tongue) -> str:
    total = counted(figures.release, "published")
    if not total:
        return nothing(tongue)
    return tongue.say(
        "Published: %(total)s, of which %(public)s had a public extract from the start.",
        total=tongue.number(total),
        public=tongue.number(counted(figures.release, "published", "notice:public")),
    )


def _treatment(figures: Figures, tongue: Tongue) -> str:
    total, silent = counted(figures.release, "treatment"), counted(figures.release, "treatment", "silent")
    if not total:
        return nothing(tongue)
    return tongue.say(
        "In %(silent)s of %(total)s cases (%(share)s) the member that received a notice had not said within 30 days "
        "what it does with it.",
        silent=tongue.number(silent),
        total=tongue.number(total),
        share=tongue.percent(percent(silent, total)),
    )


def of_answering(members: Sequence[Answering], tongue: Tongue) -> str:
    """Return the middle of what members answered."""
    shares = [member.percent for member in members if member.percent is not None]
    if not shares:
        return tongue.say("No member received enough notices to say how often it answers.")
    return tongue.say(
        "Half of the members said what they do with at least %(share)s of the notices that they received.",
        share=tongue.share(median_low(shares)),
    )


def of_ignored(figures: Figures, tongue: Tongue) -> str:
    """Return what became of finds at the first mark."""
    return _ignored(figures, f"ignored_{MARKS[0]}", tongue)


def _ignored(figures: Figures, measure: str, tongue: Tongue) -> str:
    days = measure_of(figures.release, measure).mark_days
    total = counted(figures.release, measure)
    if not total:
        return tongue.say(
            "No find, or fewer than five, came to the mark of %(days)s days in this quarter.",
            days=tongue.number(days or 0),
        )
    return tongue.say(
        "Of %(total)s finds that came to the mark of %(days)s days, %(ignored)s had neither an action nor a reason.",
        total=tongue.number(total),
        days=tongue.number(days or 0),
        ignored=tongue.number(counted(figures.release, measure, "ignored")),
    )


def of_run(quarters: Sequence[str], counts: Sequence[int], tongue: Tongue) -> str:
    """Return which of several quarters counted most."""
    peak = max(counts)
    if not peak:
        return tongue.say("Nothing was counted in the quarters shown: none, or fewer than five in each.")
    return tongue.say(
        "The highest of the quarters shown was %(peak)s (%(quarter)s).",
        peak=tongue.number(peak),
        quarter=tongue.quarter(quarters[counts.index(peak)]),
    )


def of_stock(figures: Figures, tongue: Tongue) -> str:
    """Return how many notices were in force."""
    lines = sorted(figures.release.in_force.rows, key=lambda line: -line.total)
    total = sum(line.total for line in lines)
    if not total:
        return nothing(tongue)
    return tongue.say(
        "In force at the end of the quarter: %(total)s. The most frequent kind: %(kind)s (%(count)s).",
        total=tongue.number(total),
        kind=kind_name(lines[0].row, tongue),
        count=tongue.number(lines[0].total),
    )


def _largest(figures: Figures, measure: str, tongue: Tongue) -> str:
    table = figures.release.table(measure, By.TOTAL)
    counts = table.rows[0].counts
    if not table.rows[0].total:
        return nothing(tongue)
    most = max(counts)
    labels = {column.code: column.label for column in measure_of(figures.release, measure).columns}
    named = [tongue.label(labels[code]) for code, count in zip(table.columns, counts, strict=True) if count == most]
    return tongue.say(
        "Counted: %(total)s. Most often: %(labels)s (%(count)s).",
        total=tongue.number(table.rows[0].total),
        labels=tongue.list(named),
        count=tongue.number(most),
    )
