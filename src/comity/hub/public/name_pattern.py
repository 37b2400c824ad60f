"""Parts of names as clients of the public notices service ask for them.

`^` before ties the part to the beginning and `$` after it to the end, `.` is any one sign; `[abc]`, `[a-m]` and
`[^abc]` are one sign of those or none of those. Nothing else of regular expressions is known, and what is not
understood is refused: an empty list would be taken for an answer. Letters count as base letters (`letters.py`).

A name is matched in one walk over it, whatever the pattern: each sign of it moves every place of the pattern at once.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from comity.hub.public.letters import base_letters

_UNKNOWN: Final = frozenset("*+?(){}|\\^$]")
_SPACES: Final = re.compile(r"\s+")
_RIGHT: Final = "use ^ before it, $ after it, . for any one sign, and [abc], [a-m] or [^abc] for one of some"


class Class(msgspec.Struct, frozen=True):
    """One sign: any of these ranges; or, if `negated`, none of them. A plain sign is a range of one."""

    ranges: tuple[tuple[str, str], ...]
    negated: bool = False

    @property
    def sign(self) -> str | None:
        """The one sign that it takes, else None."""
        alone = len(self.ranges) == 1 and not self.negated and self.ranges[0][0] == self.ranges[0][1]
        return self.ranges[0][0] if alone else None

    def takes(self, sign: str) -> bool:
        return any(first <= sign <= last for first, last in self.ranges) is not self.negated


ANY: Final = Class((), negated=True)


class NamePattern(msgspec.Struct, frozen=True):
    """A pattern: one class for each sign, and whether it is tied to the beginning and the end."""

    signs: tuple[Class, ...]
    begins: bool
    ends: bool

    @property
    def plain(self) -> str | None:
        """The signs themselves where each is a letter alone, else None."""
        alone = [one.sign for one in self.signs]
        return None if None in alone else "".join(filter(None, alone))

    def matcher(self) -> Callable[[str], bool]:
        """Return the function that says whether a name, in base letters, answers to the pattern."""
        plain = self.plain
        if plain is None:
            return self._walk()
        match self.begins, self.ends:
            case True, True:
                return lambda name: name == plain
            case True, False:
                return lambda name: name.startswith(plain)
            case False, True:
                return lambda name: name.endswith(plain)
            case _:
                return lambda name: plain in name

    def _certain(self) -> str:
        """Return the longest part of plain signs, without which no name can answer."""
        parts = "".join(one.sign or "\0" for one in self.signs).split("\0")
        return max(parts, key=len)

    def _walk(self) -> Callable[[str], bool]:
        """Bit n of `reached` is set where the last signs of the name answer to the first n + 1 of the pattern."""
        length, masks, certain = len(self.signs), _Masks(self.signs), self._certain()
        whole = 1 << (length - 1)

        def answers(name: str) -> bool:
            if len(name) < length or (self.begins and self.ends and len(name) != length) or certain not in name:
                return False
            if self.begins:
                name = name[:length]
            elif self.ends:
                name = name[-length:]
            reached = 0
            for sign in name:
                reached = (reached << 1 | 1) & masks[sign]
                if reached & whole:
                    return True
            return False

        return answers


class _Masks(dict[str, int]):
    """For each sign the places of a pattern that take it, found out when it is first met."""

    def __init__(self, signs: tuple[Class, ...]) -> None:
        self._signs = signs

    def __missing__(self, sign: str) -> int:
        found = self[sign] = sum(1 << place for place, one in enumerate(self._signs) if one.takes(sign))
        return found


def read_pattern(text: str) -> NamePattern:
    """Return the pattern that `text` asks for; raises `ValueError` that says what is not understood and where."""
    text = _SPACES.sub(" ", text)
    begins = text.startswith("^")
    ends = len(text) > begins and text.endswith("$")
    middle = text[begins : len(text) - ends]
    return NamePattern(tuple(_classes(middle, int(begins))), begins, ends)


def _classes(text: str, before: int) -> Iterator[Class]:
    place = 0
    while place < len(text):
        sign = text[place]
        if sign == "[":
            end = text.find("]", place)
            if end < 0:
                raise ValueError(f"the '[' at place {before + place + 1} has no ']'; {_RIGHT}")
            yield _class(text[place + 1 : end])
            place = end + 1
        elif sign == ".":
            yield ANY
            place += 1
        else:
            end = place
            while end < len(text) and text[end] not in "[.":
                if text[end] in _UNKNOWN:
                    raise ValueError(f"'{text[end]}' at place {before + end + 1} is not understood; {_RIGHT}")
                end += 1
            yield from (Class(((letter, letter),)) for letter in base_letters(text[place:end]))
            place = end


def _class(said: str) -> Class:
    negated = said.startswith("^")
    signs = said[negated:]
    if not signs or "\\" in signs or "[" in signs:
        raise ValueError(f"'[{said[:40]}]' is not understood; {_RIGHT}")
    ranges, place = [], 0
    while place < len(signs):
        if signs[place + 1 : place + 2] == "-" and place + 2 < len(signs):
            ranges.append(_range(signs[place], signs[place + 2]))
            place += 3
        else:
            ranges.append((one := _letter(signs[place]), one))
            place += 1
    return Class(tuple(ranges), negated)


def _range(first: str, last: str) -> tuple[str, str]:
    low, high = _letter(first), _letter(last)
    # An accent does not count, so that it cannot bound a range either.
    if low > high or (low, high) != (first.casefold(), last.casefold()):
        raise ValueError(f"'{first}-{last}' is no range of letters without accents; {_RIGHT}")
    return low, high


def _letter(sign: str) -> str:
    found = base_letters(sign)
    if len(found) != 1:
        raise ValueError(f"'{sign}' is not one base letter; {_RIGHT}")
    return found
