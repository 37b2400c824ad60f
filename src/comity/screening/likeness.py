"""How alike a native token and Latin ones are, by costs learned of true spellings against those of chance."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from comity.screening.learned import Model, Reals, model_of
from comity.screening.scripts import Script, next_to, plain, script_of, units
from comity.screening.sounding import closeness

LONGEST_TOKEN = 40
"""Units and letters of a token that are read: no word of a name is longer."""
LEARNED = frozenset(Script) - {Script.LATIN, Script.OTHER}


def likeness(native: str, latin: str) -> float:
    """Return how alike a native token and a Latin one are, in [0, 1]; 0.5 is passed by one wrong pair in a hundred."""
    return float(likeness_many(native, (latin,))[0])


def likeness_many(native: str, latins: Sequence[str]) -> NDArray[np.float64]:
    """Return the likeness of one native token with each of many Latin ones."""
    folded = [plain(latin)[:LONGEST_TOKEN] for latin in latins]
    script = script_of(native)
    read = units(native, script)[:LONGEST_TOKEN]
    if script not in LEARNED or not read:
        return _of_letters(plain(native), folded)
    model = model_of(script)
    odds, letters = log_odds(read, folded, model)
    return np.where(letters > 0, calibrated(odds, len(read), letters, model.calibration), 0.0)


def calibrated(
    odds: NDArray[np.float64], length: int, letters: NDArray[np.int64], weights: Reals
) -> NDArray[np.float64]:
    """Return a likeness of the log odds, one native token's length and the letters of each Latin one."""
    slope, per_letter, shift = weights[:3].tolist()
    drawn = slope * (odds + per_letter * np.minimum(letters, 12) - shift)
    return np.asarray(1 / (1 + np.exp(-np.clip(drawn, -40, 40))))


def log_odds(
    read: tuple[str, ...], folded: Sequence[str], model: Model
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return how much likelier each spelling is of this native token than of chance (nats), and its letters."""
    signs, letters = _letters(folded)
    numbers = _numbers(signs, model)
    afters = [*(next_to(unit, model.script) for unit in read[1:]), ""]
    rows = np.stack([model.vector(unit, after) for unit, after in zip(read, afters, strict=True)])
    chances = rows[:, numbers]
    width = signs.shape[1]
    reached = np.zeros((len(folded), width + 1))
    reached[:, 0] = 1
    for place in range(len(read)):
        here = chances[place]
        ahead = reached * here[0]
        for span in range(1, min(model.longest, width) + 1):
            ahead[:, span:] += reached[:, :-span] * here[span, :, span:]
        reached = ahead
    whole = np.log(reached[np.arange(len(folded)), letters] + 1e-200)
    return whole - _background(signs, letters, model.background), letters


def _letters(folded: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the letters of each token as numbers from 1, 0 after its end, and how many there are."""
    letters = np.array([len(each) for each in folded], np.int64)
    width = max(1, int(letters.max(initial=0)))
    joined = "".join(each.ljust(width, "`") for each in folded).encode()
    return np.frombuffer(joined, np.uint8).reshape(len(folded), width).astype(np.int64) - 96, letters


def _numbers(signs: NDArray[np.int64], model: Model) -> NDArray[np.int64]:
    """Return the number of the segment of each span that ends at each place, as `Model.vector` numbers them."""
    count, width = signs.shape
    known = len(model.codes)
    found = np.full((model.longest + 1, count, width + 1), model.longest + 1 + known, np.int64)
    found[0] = 0
    codes = np.zeros((count, width), np.int64)
    for span in range(1, min(model.longest, width) + 1):
        codes = (codes[:, :-1] if span > 1 else codes) * 27 + signs[:, span - 1 :]
        place = np.searchsorted(model.codes, codes)
        hit = model.codes[np.minimum(place, known - 1)] == codes
        found[span, :, span:] = np.where(hit, place + model.longest + 1, span)
    return found


def _background(signs: NDArray[np.int64], letters: NDArray[np.int64], table: Reals) -> NDArray[np.float64]:
    """Return the log chance of each Latin token, its end included."""
    count, width = signs.shape
    padded = np.zeros((count, width + 3), np.int64)
    padded[:, 2:-1] = signs
    chances = table[padded[:, :-2], padded[:, 1:-1], padded[:, 2:]]
    return np.asarray(np.where(np.arange(width + 1) <= letters[:, None], chances, 0).sum(1), np.float64)


def _of_letters(read: str, folded: Sequence[str]) -> NDArray[np.float64]:
    """Return the likeness of plain letters where nothing is learned."""
    return np.array([closeness(read, each) for each in folded], np.float64)
