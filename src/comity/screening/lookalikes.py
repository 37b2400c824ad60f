"""Characters that pass for one another: in document numbers read by eye or machine, and across scripts."""


def fold_lookalikes_document(number: str) -> str:
    """Return a document's number with each group of look-alike characters written as one of them."""
    return number


def fold_homoglyphs(word: str) -> str:
    """Return a word that mixes Latin with Cyrillic or Greek look-alikes in the script of most of its letters."""
    return word
