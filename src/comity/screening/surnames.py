"""Family names and patronymics whose ending says the bearer's sex or whose child they are (Ivanov, Ivanova)."""


def surname_stem(word: str) -> str:
    """Return what the masculine and feminine forms of a folded family name share; other words as they are."""
    return word


def patronymic_stem(word: str) -> str | None:
    """Return the father's name as it stands in a folded patronymic (Ivanovich, Ivanovna: ivan), or None."""
    return None
