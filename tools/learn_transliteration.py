"""Learn how names sound from pairs of native and Latin tokens: `python -m tools.learn_transliteration FOLDER`.

FOLDER holds the files `wd_SCRIPT_80` (Latin, tab, native letters with spaces between, tab, persons) and
`google_ar2en_train.txt` (native, tab, Latin). It writes `src/comity/screening/data/transliteration.npz`, always the
same for the same folder, after printing what a model learned without a fifth of the tokens finds of that fifth.
"""

import hashlib
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tools.aligning import Aligner, Counts, Pair

from comity.screening.learned import ALPHA, BETA, LONGEST, Model, background_of, commonness, known_spellings, packed
from comity.screening.likeness import LEARNED, log_odds
from comity.screening.scripts import Script, plain, script_of, sound_of, units
from comity.screening.sounding import skeleton, sound_key

Floats = NDArray[np.float64]

OUT = Path(__file__).parents[1] / "src" / "comity" / "screening" / "data" / "transliteration.npz"
KNOWN_WEIGHT = 20.0
"""Lines that a known name counts as: the folder, mostly of foreign persons, holds few of those at home."""
WADE_GILES = (
    ("zh", "ch"),
    ("x", "hs"),
    ("j", "ch"),
    ("q", "ch"),
    ("b", "p"),
    ("d", "t"),
    ("g", "k"),
    ("z", "ts"),
    ("c", "ts"),
    ("r", "j"),
)
"""How the older romanisation of Chinese begins what Pinyin begins so."""
SETS = ("arabic", "chinese", "hebrew", "japanese", "katakana", "korean", "russian")
MOST = 14
"""Units and letters of a token beyond which a line is a phrase and nothing is learned from it."""
NOISE = {Script.HANGUL: 0.12, Script.HAN: 0.12}
"""Share of misaligned lines, where it is not one in fifty."""


def lines(folder: Path, name: str) -> list[tuple[str, str]]:
    """Return the native and the Latin token of each line of a set, each pair once."""
    if name == "google":
        text = (folder / "google_ar2en_train.txt").read_text("utf-8")
        rows = [line.split("\t") for line in text.splitlines()]
        return list(dict.fromkeys((native, latin) for native, latin in rows))
    text = (folder / f"wd_{name}_80").read_text("utf-8")
    rows = [line.split("\t")[:2] for line in text.split("\n") if line]
    return list(dict.fromkeys((native.replace(" ", ""), latin) for latin, native in rows))


def pairs_of(rows: list[tuple[str, str]]) -> dict[Script, list[Pair]]:
    """Return the pairs of each script that can be learned from."""
    found: dict[Script, dict[tuple[str, str], Pair]] = {script: {} for script in LEARNED}
    for native, latin in rows:
        script, spelled = script_of(native), plain(latin)
        if script not in LEARNED:
            continue
        read = units(native, script)
        if 0 < len(read) <= MOST and 0 < len(spelled) <= MOST:
            found[script].setdefault((native, spelled), Pair(native, read, spelled))
    return {script: list(pairs.values()) for script, pairs in found.items()}


def known(script: Script) -> list[Pair]:
    """Return the common names of a script with each of their spellings."""
    return [
        Pair("".join(read), read, latin)
        for read, latins in known_spellings().items()
        for latin in latins
        if script_of("".join(read)) is script
    ]


def chance(text: str) -> float:
    """Return a number in [0, 1) that is always the same for a text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big") / 2**48


def split(pairs: list[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Return pairs to learn from and to judge on, no native and no Latin token in both."""
    judged = [pair for pair in pairs if chance(pair.latin) < 0.2]
    natives = {pair.native for pair in judged}
    return [pair for pair in pairs if chance(pair.latin) >= 0.2 and pair.native not in natives], judged


def learned(pairs: list[Pair], script: Script, usual: list[Pair]) -> Model:
    """Return a model of a script; a line that the other half of the lines finds unlikely counts little."""
    noise = NOISE.get(script, 0.02)
    background = background_of([pair.latin for pair in pairs])
    common = np.array([commonness(pair.latin, background) for pair in pairs])
    aligner = Aligner(pairs + usual, script, LONGEST.get(script, 4))
    common = np.concatenate([common, np.zeros(len(usual))])
    sure = np.arange(len(pairs) + len(usual)) >= len(pairs)
    side = np.array([chance(pair.native) < 0.5 for pair in pairs + usual])
    weights = np.where(sure, KNOWN_WEIGHT, 1.0)
    judged = [_belief(_half(aligner, common, weights * (sure | half)), noise) for half in (~side, side)]
    weights = np.where(sure, KNOWN_WEIGHT, np.where(side, judged[0], judged[1]))
    counts = aligner.learn(common, weights, 6, ALPHA[script], BETA)
    return _model(script, counts, background)


def _half(aligner: Aligner, common: Floats, weights: Floats) -> Floats:
    return aligner.learn(common, weights, 4, 1000.0, BETA).odds


def _belief(odds: Floats, noise: float) -> Floats:
    return np.asarray(1 / (1 + np.exp(np.clip(np.log(noise / (1 - noise)) - odds, -50, 50))))


def _model(script: Script, counts: Counts, background: Floats) -> Model:
    alone: dict[str, dict[str, float]] = {}
    for (unit, segment), count in counts.alone.items():
        alone.setdefault(unit, {})[segment] = count
    if script is Script.HAN:
        for unit, seen in alone.items():
            _read_in_chinese(unit, seen)
    before: dict[tuple[str, str], dict[str, float]] = {}
    for (unit, after, segment), count in counts.before.items():
        before.setdefault((unit, after), {})[segment] = count
    return Model(script, alone, before, background.astype(np.float32), np.array([0.3, 0.0, 0.0], np.float32))


def _read_in_chinese(unit: str, seen: dict[str, float]) -> None:
    """Add to what was seen of a character its Pinyin and its older romanisation, as Chinese names have them."""
    total = sum(seen.values())
    pinyin = sound_of(unit)[:6]
    older = next(
        (new + pinyin[len(old) :] for old, new in WADE_GILES if pinyin.startswith(old) and pinyin[:2] != "ch"), ""
    )
    seen[pinyin] = seen.get(pinyin, 0.0) + 2 + total / 20
    if older:
        seen[older[:6]] = seen.get(older[:6], 0.0) + 0.5 + total / 100


def odds_of(model: Model, judged: list[Pair], wrong: int, seed: int) -> tuple[Floats, Floats]:
    """Return log odds of the true pairs and of as many times wrong ones."""
    draw = np.random.default_rng(seed)
    true, false = [], []
    for pair in judged:
        others = [judged[place] for place in draw.integers(0, len(judged), wrong)]
        others = [other.latin for other in others if other.latin != pair.latin and other.native != pair.native]
        odds, _ = log_odds(pair.units, [pair.latin, *others], model)
        true.append(odds[0])
        false.extend(odds[1:])
    return np.array(true), np.array(false)


def variants(pairs: list[Pair], model: Model) -> list[tuple[str, str]]:
    """Return pairs of Latin spellings, of four letters and more, that truly spell one native token."""
    spelled: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for pair in pairs:
        if len(pair.latin) >= 4:
            spelled[pair.units].append(pair.latin)
    found = []
    for read, latins in spelled.items():
        if 2 <= len(latins) <= 12:
            odds, _ = log_odds(read, latins, model)
            true = [latin for latin, each in zip(latins, odds, strict=True) if each > 0]
            found.extend(combinations(true, 2))
    return found


def meet(name: str, found: list[tuple[str, str]], vocabulary: list[str]) -> None:
    """Print how often spellings of one name share a key, and how many names out of 12,000 share the usual key."""
    chosen = sorted(vocabulary, key=chance)[:12000]
    for key in (sound_key, skeleton):
        shared = sum(key(one) == key(other) for one, other in found) / len(found)
        crowd = sum(count**2 for count in Counter(map(key, chosen)).values()) / len(chosen)
        print(
            f"{name:9} {key.__name__:9} {len(found):5} variants, together {shared:.3f}, names a key {crowd:.2f}",
            flush=True,
        )


def interval(share: float, count: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share."""
    middle = (share + 1.92 / count) / (1 + 3.84 / count)
    half = 1.96 * np.sqrt(share * (1 - share) / count + 0.96 / count**2) / (1 + 3.84 / count)
    return middle - half, middle + half


def held_out(pairs: list[Pair], script: Script) -> Model:
    """Return a model that has seen no token of those it is judged on."""
    rest, judged = split(pairs)
    seen = {pair.units for pair in judged} | {pair.latin for pair in judged}
    usual = [pair for pair in known(script) if pair.units not in seen and pair.latin not in seen]
    return learned(rest, script, usual)


def main(folder: Path) -> None:
    rows = {name: lines(folder, name) for name in (*SETS, "google")}
    found = pairs_of([row for name in rows for row in rows[name]])
    held = {script: held_out(found[script], script) for script in sorted(LEARNED)}
    if len(sys.argv) > 2:
        np.savez_compressed(sys.argv[2], **{k: v for script in held for k, v in packed(script, held[script]).items()})
    bars: dict[Script, float] = {}
    for name in rows:
        for script, pairs in sorted(pairs_of(rows[name]).items()):
            judged = sorted(split(pairs)[1], key=lambda pair: chance(pair.native + pair.latin))[:3000]
            if len(judged) < 500:
                continue
            true, false = odds_of(held[script], judged, 5, 7)
            bar = float(np.quantile(false, 0.99))
            bars[script] = max(bar, bars.get(script, bar))
            share = float((true > bar).mean())
            low, high = interval(share, len(true))
            print(
                f"{name:9} {script:9} {len(true):5} true, bar {bar:6.2f}, found {share:.4f} [{low:.3f}, {high:.3f}]",
                flush=True,
            )
    vocabulary = sorted({pair.latin for pairs in found.values() for pair in pairs})
    for script, pairs in sorted(found.items()):
        meet(script, variants(pairs, held[script]), vocabulary)
    stored: dict[str, NDArray[np.generic]] = {}
    for script in sorted(LEARNED):
        model = learned(found[script], script, known(script))
        model.calibration[:] = (0.25, 0.0, bars[script])
        stored |= packed(script, model)
    OUT.parent.mkdir(exist_ok=True)
    np.savez_compressed(OUT, **stored)
    print(f"{OUT.name}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
