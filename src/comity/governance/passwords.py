"""Which passwords are taken: long ones that no list of guesses begins with (NIST SP 800-63B, 5.1.1.2).

No letters, digits or signs are demanded, and none expires: such rules make passwords that look alike.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

LEAST: Final = 12
MOST: Final = 128
_FEWEST_DIFFERENT: Final = 5
_PART: Final = 4
"""A part of a name or login that is shorter may stand in a password by chance."""
_ROWS: Final = (
    "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertz", "yxcvbnm", "azerty",
    "qsdfghjklm", "wxcvbn", "1q2w3e4r5t6z7u8i9o0p", "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)  # fmt: skip
_WORDS: Final = """
password passwort passwd motdepasse contrasena parola kennwort pass secret geheim login welcome willkommen
bienvenue bienvenido admin administrator administrateur user guest test testing demo sample changeme letmein
default master root system hello dragon monkey football baseball soccer liverpool chelsea arsenal barcelona
superman batman pokemon starwars princess sunshine iloveyou loveyou trustno one freedom whatever shadow
michael jordan jessica charlie thomas daniel spring summer autumn winter january february march april june
july august september october november december monday tuesday wednesday thursday friday saturday sunday
police polizei policia interpol comity notice bureau officer reviewer commission red blue green yellow orange
black white purple computer internet google microsoft windows correct horse battery staple
"""
_COMMON: Final = frozenset(_WORDS.split())
"""Words that guesses begin with; a password must be more than such words, rows of keys and digits beside them."""
_LOOKALIKES: Final = str.maketrans("@4310$5!7", "aaeiossit")


def against(password: str, named: Iterable[str]) -> str | None:
    """Return why a password is not taken and what would be, or None; `named` are the login, names and organisation."""
    password = normalised(password)
    if len(password) < LEAST:
        return f"Choose a password of {LEAST} characters or more; four words that do not belong together are good."
    if len(password) > MOST:
        return f"Choose a password of {MOST} characters or fewer."
    plain = password.casefold()
    if len(set(plain)) < _FEWEST_DIFFERENT:
        return "Choose a password with more different characters: this one repeats a few."
    rest = plain
    for word in sorted(_parts(named), key=len, reverse=True):
        rest = rest.replace(word, "")
    if rest != plain and len(rest) < LEAST - _PART:
        return "Choose a password that is more than your name, your login or the name of the organisation."
    if len(_left(plain)) < _PART:
        return "Choose a password that is harder to guess: this one is made of common words, key rows or repetitions."
    return None


def normalised(password: str) -> str:
    """Return a password as it is hashed: the same whatever keyboard composed its letters (NIST SP 800-63B)."""
    whole = password.encode("utf-8", "replace").decode()  # half a character is no character
    return unicodedata.normalize("NFKC", whole)


def _parts(named: Iterable[str]) -> set[str]:
    """Return the names whole and in words, the longest of which matter."""
    whole = [normalised(each).casefold() for each in named]
    return {part for each in whole for part in (each, *re.split(r"[\W_]+", each)) if len(part) >= _PART}


def _left(plain: str) -> str:
    """Return what is left of a password without what is guessed first: rows, common words, repetitions, digits."""
    letters = re.sub(r"[\W_]+", "", _without_rows(plain).translate(_LOOKALIKES))
    for word in sorted(_COMMON, key=len, reverse=True):
        letters = letters.replace(word, "")
    letters = re.sub(r"\d+", "", letters)
    letters = re.sub(r"(.+?)\1+", r"\1", letters)
    return "".join(dict.fromkeys(letters))


def _without_rows(plain: str) -> str:
    """Return the text without runs of four and more keys that lie beside each other, in either direction."""
    for row in (*_ROWS, *(each[::-1] for each in _ROWS)):
        for size in range(len(row), _PART - 1, -1):
            for first in range(len(row) - size + 1):
                plain = plain.replace(row[first : first + size], "")
    return plain
