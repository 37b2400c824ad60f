"""UN/EDIFACT as segments with their numbers: each is taken apart on its own, so that one that is broken stops no other.

pydifact takes segments apart; where they end is found here, because it reads on over the end of what is cut off.
"""

import re
from collections.abc import Iterator
from typing import Final

import msgspec
from pydifact.control.characters import Characters
from pydifact.exceptions import EDISyntaxError
from pydifact.parser import Parser
from pydifact.tokenizer import Tokenizer

from comity.kernel.errors import Fault, UnusableInput
from comity.screening.reading.record import Problem, problem

_CHARSETS: Final = {
    "UNOA": "ascii", "UNOB": "ascii", "UNOC": "iso8859-1", "UNOD": "iso8859-2", "UNOE": "iso8859-5",
    "UNOF": "iso8859-7", "UNOG": "iso8859-3", "UNOH": "iso8859-4", "UNOI": "iso8859-6", "UNOJ": "iso8859-8",
    "UNOK": "iso8859-9", "UNOW": "utf-8", "UNOX": "utf-8", "UNOY": "utf-8",
}  # fmt: skip
"""The syntax identifiers of ISO 9735 and the character sets that they name."""
_SYNTAX: Final = re.compile(rb"UNB.(UNO[A-Z])")
_TAG: Final = re.compile(r"[A-Z]{3}")
_ADVICE: Final = 9
_USUAL: Final = ":+.? '"
_NO_RELEASE: Final = "\ue000"
UNREADABLE: Final = "\ufffd"
"""Stands for what is not in the character set that the interchange names."""


class Segment(msgspec.Struct, frozen=True):
    """A segment: its number in the file from 1, its tag, and its elements, each with its components."""

    number: int
    tag: str
    elements: tuple[tuple[str, ...], ...]

    @property
    def place(self) -> str:
        return f"segment {self.number} ({self.tag})"

    def get(self, element: int, component: int = 0) -> str:
        """Return a component by its place, both from 0; empty where there is none."""
        found = self.elements[element] if element < len(self.elements) else ()
        return found[component].strip() if component < len(found) else ""


def segments(body: bytes) -> Iterator[Segment | Problem]:
    """Yield the segments of a file, with the signs that its service string advice (UNA) names, or the usual ones.

    Raises `UnusableInput` where these signs cannot be told apart.
    """
    text = body.removeprefix(b"\xef\xbb\xbf").lstrip().decode(_charset(body), "replace")
    signs = Characters.from_str(_USUAL)
    if text.startswith("UNA"):
        signs = _signs(text[3:_ADVICE])
        text = text[_ADVICE:]
    for number, (written, ended) in enumerate(_split(text, signs), 1):
        if ended:
            yield _segment(number, written, signs)
        else:
            said = f"“{written[:20]}” is not ended by {signs.segment_terminator!r}: the file is cut off here"
            yield problem(f"segment {number}", said)


def _charset(body: bytes) -> str:
    named = _SYNTAX.search(body[:200])
    charset = _CHARSETS.get(named[1].decode(), "ascii") if named else "ascii"
    # Senders that name the two smallest sets often write UTF-8 all the same; ASCII means the same in it.
    return "utf-8" if charset == "ascii" else charset


def _signs(advice: str) -> Characters:
    release = advice[3:4]
    parted = [*advice[:2], advice[5:], *release.strip()]
    if len(advice) < 6 or len(set(parted)) < len(parted) or any(each.isalnum() or each == " " for each in parted):
        message = f"UNA is followed by “{advice}”, and not by six signs that can be told apart, such as :+.? '"
        raise UnusableInput(f"The passenger list cannot be used: {message}.", [Fault("UNA", message)])
    # A space means that nothing is released; a sign that no file has says the same without exception.
    return Characters.from_str(advice[:3] + (_NO_RELEASE if release == " " else release) + advice[4:])


def _split(text: str, signs: Characters) -> Iterator[tuple[str, bool]]:
    """Yield the text of each segment and whether its end is there; line breaks that are no sign are dropped."""
    for sign in "\r\n":
        if sign != signs.segment_terminator:
            text = text.replace(sign, "")
    begin = 0
    ends = re.compile(f"{re.escape(signs.escape_character)}.|{re.escape(signs.segment_terminator)}", re.DOTALL)
    for found in ends.finditer(text):
        if found[0] == signs.segment_terminator:
            if written := text[begin : found.start()].strip():
                yield written, True
            begin = found.end()
    if rest := text[begin:].strip():
        yield rest, False


def _segment(number: int, written: str, signs: Characters) -> Segment | Problem:
    if not _TAG.fullmatch(written[:3]) or written[3:4] not in ("", signs.data_separator, signs.component_separator):
        return problem(f"segment {number}", f"“{written[:20]}” does not begin with a tag of three capitals")
    try:
        tokens = Tokenizer().get_tokens(written + signs.segment_terminator, signs)
        elements = next(Parser(characters=signs).convert_tokens_to_raw_segments(tokens))
    except EDISyntaxError as error:
        return problem(f"segment {number} ({written[:3]})", f"It cannot be taken apart: {error}")
    parts = tuple((each,) if isinstance(each, str) else tuple(map(str, each)) for each in elements[1:])
    return Segment(number, written[:3], parts)
