"""What a score is worth: how much likelier it is for a person on the list than for an innocent traveller.

The measure is the likelihood ratio of a band of scores. From it and a stated base rate (one wanted among so many
travellers) follow the odds that whoever scores there is the person; the ratio itself does not depend on the base rate.
"""

from itertools import pairwise
from pathlib import Path
from random import Random

from bench.screening.data import travellers
from bench.screening.engine import build
from bench.screening.rates import wilson
from bench.screening.results import Measure
from bench.screening.united_nations import listed, scores_of

EDGES = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.01)
BASE_RATE = 1 / 100_000
"""Of travellers who are on the list: made up, and written beside each figure that rests on it."""


def measure(data: Path, size: int, share: int) -> list[Measure]:
    """Return for each band of scores the likelihood ratio and the odds at the base rate, by name and with evidence."""
    persons = listed(data)
    crowd = Random(9).sample(list(travellers(data)), size)
    index, asked = build(persons), persons[::share]
    found = []
    for evidence in (False, True):
        wanted, innocent = scores_of(index, asked, crowd, evidence=evidence)
        for low, high in pairwise(EDGES):
            hits = sum(low <= score < high for score in wanted)
            alarms = sum(low <= score < high for score in innocent)
            # The upper bound of the alarms gives the ratio that is certain, not the one that is hoped for.
            least = hits / len(wanted) / wilson(alarms, len(innocent))[1]
            what = "with birth, nationality, sex" if evidence else "name only"
            odds = least * BASE_RATE / (1 - BASE_RATE)
            counted = f"{hits} of {len(wanted)} listed, {alarms} of {len(innocent)} innocent"
            name = f"{what}, {low:.2f} to {min(high, 1):.2f}: ratio at least"
            found.append(Measure("calibration", name, least, note=f"{counted}; odds at 1 in 100,000: {odds:.3g}"))
    return found
