"""Learn how rare words of names are: tools/learn_rarity.py FOLDER, with the token files wd_*_80 in it.

The third column of those files counts the persons who bear a token. Spellings of one sound are counted together. Those
files are of persons known to an encyclopaedia, mostly of Europe and America; COMMON puts in place the share of persons
of the world who bear what is most common elsewhere.
"""

import math
import sys
from collections import Counter
from pathlib import Path
from typing import Final

from comity.screening.folding import words
from comity.screening.naming import parse
from comity.screening.rarity import RAREST, packed
from comity.screening.scripts import plain
from comity.screening.sounding import sound_key

OUT: Final = Path(__file__).parent.parent / "src/comity/screening/data/rarity.npz"
LEAST: Final = 2
"""Persons; what fewer bear is as rare as what none bears."""
KNOWN: Final = 4
"""Persons from which on a spelling is a name of its own and no error."""
COMMON: Final = {
    0.015: "mohammed muhammad",
    0.010: "wang li zhang maria",
    0.006: "ali ahmed ahmad liu chen singh khan kumar nguyen",
    0.004: "hassan hussein hussain hossein yang huang zhao devi abdullah ibrahim mahmoud jose kim omar",
    0.0025: "wu zhou yusuf mustafa ismail fatima lee park hernandez garcia rodriguez martinez lopez gonzalez perez "
    "sharma begum bibi hamid saleh salim said abdrahman abdlah khalid tran das shah malik sultan mariam aisha",
    0.0015: "xu sun ma zhu hu guo he lin gao luo zheng liang xie tang juan carlos luis ana rahman karim rahim osman "
    "hamza bilal tariq nasir jamal yasin adam musa issa daud sulaiman abubakr choi jung pham le ivanov smith patel "
    "mehmet mustafa fatma ayse yilmaz kaya demir silva santos pereira souza oliveira",
    0.0010: "wei min jing li hui hong yan xin ying hua ping jun chao lei ming tao jie xiu lan mei feng bin qin "
    "hoang phan vu dang bui do ngo yang lim cho yoon jang han rashid habib aziz latif hakim qasim nur amin zaki jaber "
    "faisal sami nabil walid ayman ziad hani bashir haroon iqbal akhtar hossain islam sheikh siddiqui chowdhury "
    "aleksandr sergey vladimir dmitri andrei aleksey ivan olga tatiana elena natalia anna kuznetsov petrov popov",
}


def learned(folder: Path) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weight in nats of each sound, and of each spelling, that is not among the rarest."""
    most: dict[str, int] = {}
    for file in sorted(folder.glob("wd_*_80")):
        counts: Counter[str] = Counter()
        for line in file.read_text("utf-8").splitlines():
            latin, _, persons = line.split("\t")
            counts[latin] += int(persons)
        for latin, persons in counts.items():
            most[latin] = max(most.get(latin, 0), persons)
    sounds: Counter[str] = Counter()
    spellings: Counter[str] = Counter()
    for latin, persons in most.items():
        for each in words(latin):
            latin = plain(each)
            sounds[sound_key(latin)] += persons
            spellings[latin] += persons
    everyone = sum(sounds.values()) / 2
    shares = {sound: persons / everyone for sound, persons in sounds.items() if persons >= LEAST}
    for share, names in COMMON.items():
        for name in names.split():
            sound = sound_key(parse(name)[0].words[0])
            shares[sound] = max(share, shares.get(sound, 0.0))
            spellings[name] = max(spellings[name], round(share * everyone))
    spelt = {latin: persons / everyone for latin, persons in spellings.items() if persons >= KNOWN}
    return _weights(shares), _weights(spelt)


def _weights(shares: dict[str, float]) -> dict[str, float]:
    return {each: round(min(RAREST, -math.log(share)), 4) for each, share in shares.items()}


if __name__ == "__main__":
    by_sound, by_spelling = learned(Path(sys.argv[1]))
    OUT.write_bytes(packed(by_sound, by_spelling))
    print(f"{len(by_sound)} sounds, {len(by_spelling)} spellings, {OUT.stat().st_size} bytes")
