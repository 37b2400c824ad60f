"""Characters that pass for one another: in document numbers read by eye or machine, and across scripts."""

import unicodedata

_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХҮԚԜһаеѕіјкорсухьԁԛԝӏ", "ABESIJKMHOPCTYXYQWhaesijkopcyxbdqwl", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανρικυχγωϲϳ", "ABEZHIKMNOPTYXoavpikuxywcj", strict=True))
_TO_LATIN = {**_CYRILLIC, **_GREEK}
_FROM_LATIN = {
    "CYRILLIC": {latin: other for other, latin in _CYRILLIC.items() if other not in "Үь"},
    "GREEK": {latin: other for other, latin in _GREEK.items() if other not in "γω"},
}
_LATIN_TABLE = str.maketrans(_TO_LATIN)
_NUMBER_TABLE = str.maketrans("OQDILZSBGVЗЧБ", "000112586U346")


def fold_lookalikes_document(number: str) -> str:
    """Return a document's number with each group of look-alikes written as one: O D Q as 0, I L as 1, V as U.

    Letters and digits only, in capitals; Cyrillic and Greek letters become the Latin ones that they look like,
    and digits of any script become 0 to 9. Numbers that differ more than by look keep differing.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", number).upper()).translate(_LATIN_TABLE)
    digits = (str(unicodedata.decimal(each, each)) for each in plain if each.isalnum())
    return "".join(digits).translate(_NUMBER_TABLE)


def fold_homoglyphs(word: str) -> str:
    """Return a word that mixes Latin with Cyrillic or Greek letters in one script, if look-alikes explain it.

    Letters that stand in one script only decide; where all could be of either, the more frequent script does, and
    Latin in a draw. A word of one script, or one whose letters cannot be explained so, is returned as it is.
    """
    if word.isascii():
        return word
    scripts = [_script(each) for each in word]
    latin, others = scripts.count("LATIN"), {"CYRILLIC", "GREEK"} & set(scripts)
    if not latin or len(others) != 1:
        return word
    (other,) = others
    back = _FROM_LATIN[other]
    to_latin = all(script != other or each in _TO_LATIN for each, script in zip(word, scripts, strict=True))
    from_latin = all(script != "LATIN" or each in back for each, script in zip(word, scripts, strict=True))
    if to_latin and (latin >= scripts.count(other) or not from_latin):
        return "".join(_TO_LATIN.get(each, each) for each in word)
    return "".join(back.get(each, each) for each in word) if from_latin else word


def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0] if character.isalpha() else ""
