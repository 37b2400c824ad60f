"""What is known of the words in names: the data is well formed, and says of samples what it should."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.screening import lexicon
from comity.screening.lexicon import Filler, Particle, Relation, Title

DATA = files("comity.screening") / "data"
GIVEN = sorted(each.name for each in DATA.iterdir() if each.name.startswith("given_"))
LISTED = ("titles", "particles", "fillers", "generations")


def lines(name: str) -> list[str]:
    return [each for each in (DATA / name).read_text("utf-8").splitlines() if not each.startswith("#")]


def groups() -> list[list[str]]:
    return [line.split() for name in GIVEN for line in lines(name)]


def listed(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in lines(f"{name}.txt"):
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), [])
        else:
            section += [each.strip() for each in line.split(",")]
    return found


def test_every_given_name_is_folded_and_in_a_group_of_two_or_more() -> None:
    """Words are plain a to z of two letters or more, signs stand in order, and no line is long or lonely."""
    assert len(groups()) > 1500
    for words in [*groups(), *(line.split() for line in lines("cognates.txt"))]:
        names = [word for word in words if word not in "=:>~"]
        assert len(names) == len(set(names)) >= 2, words
        assert all(len(word) >= 2 and word.isascii() and word.isalpha() and word.islower() for word in names), words
        signs = [word for word in words if word in "=:>~"]
        assert signs == sorted(signs, key="=:>~".index), words


def test_every_file_of_given_names_is_read() -> None:
    """A hub of each file is known: no file of the folder was forgotten."""
    for name in GIVEN:
        hub, _, other, *_ = lines(name)[0].split()
        assert lexicon.given_relation(hub, other) is not None, name


def test_no_cognate_line_repeats_another() -> None:
    """A line of which another holds everything would only slow the look-up."""
    sets = [frozenset(line.split()) for line in lines("cognates.txt")]
    assert not [sorted(one) for one in sets for other in sets if one is not other and one <= other]


@pytest.mark.parametrize("name", LISTED)
def test_no_word_stands_under_two_sections_of_a_list(name: str) -> None:
    """A word is of one class in each list, and none is empty."""
    seen: dict[str, str] = {}
    for section, words in listed(name).items():
        for word in words:
            folded = " ".join(lexicon.fold(each) for each in word.split())
            assert folded, section
            assert seen.setdefault(folded, section) == section, word


@pytest.mark.parametrize("name", LISTED)
def test_every_listed_word_is_found_folded(name: str) -> None:
    """What stands in a list is found as it is folded, alone or as a phrase."""
    look = {
        "titles": lexicon.title,
        "particles": lexicon.particle,
        "fillers": lexicon.filler,
        "generations": lexicon.generation,
    }[name]
    for section, words in listed(name).items():
        for word in words:
            folded = [lexicon.fold(each) for each in word.split()]
            found = look(folded[0]) if len(folded) == 1 else (lexicon.phrase_at(folded, 0) or ("missing",))[0]
            assert found == section, word


def test_particles_that_are_names_are_particles() -> None:
    """The list of particles that must not be lost names no word that is none."""
    words = [word for line in lines("also_names.txt") for word in line.replace(",", " ").split()]
    assert len(words) == len(set(words))
    assert all(lexicon.particle(word) and lexicon.particle_is_name_too(word) for word in words)
    assert not lexicon.particle_is_name_too("von")


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("jon", "john", Relation.VARIANT),
        ("ann", "anne", Relation.VARIANT),
        ("mohammed", "muhammad", Relation.VARIANT),
        ("husayn", "hossein", Relation.VARIANT),
        ("serhiy", "sergei", Relation.VARIANT),
        ("mykola", "nikolay", Relation.VARIANT),
        ("yorgos", "georgios", Relation.VARIANT),
        ("mohd", "mohammed", Relation.VARIANT),
        ("jas", "james", Relation.ABBREVIATION),
        ("wm", "william", Relation.ABBREVIATION),
        ("fco", "francisco", Relation.ABBREVIATION),
        ("ma", "maria", Relation.ABBREVIATION),
        ("bill", "william", Relation.DIMINUTIVE),
        ("bill", "will", Relation.DIMINUTIVE),
        ("sasha", "aleksandr", Relation.DIMINUTIVE),
        ("sasha", "aleksandra", Relation.DIMINUTIVE),
        ("katyusha", "yekaterina", Relation.DIMINUTIVE),
        ("paco", "francisco", Relation.DIMINUTIVE),
        ("beppe", "giuseppe", Relation.DIMINUTIVE),
        ("honza", "jan", Relation.DIMINUTIVE),
        ("pista", "istvan", Relation.DIMINUTIVE),
        ("datuna", "davit", Relation.DIMINUTIVE),
        ("john", "ivan", Relation.COGNATE),
        ("juan", "giovanni", Relation.COGNATE),
        ("yusuf", "giuseppe", Relation.COGNATE),
        ("mehmet", "mohammed", Relation.COGNATE),
        ("alexis", "aleksandr", None),
        ("martin", "martina", None),
        ("mario", "maria", None),
        ("hassan", "hussein", None),
        ("salah", "salih", None),
        ("marek", "brandt", None),
        ("john", "john", None),
    ],
)
def test_forms_of_given_names_are_related(one: str, other: str, relation: Relation | None) -> None:
    """The strongest relation is given, the same from either side; related forms share a key."""
    assert lexicon.given_relation(one, other) == lexicon.given_relation(other, one) == relation
    keys = [set(lexicon.given_keys(each, cognates=relation is Relation.COGNATE)) for each in (one, other)]
    assert relation is None or keys[0] & keys[1]


def test_related_forms_always_share_a_key() -> None:
    """Whoever looks up by keys misses none of the forms that are related; cognates need keys of their own."""
    for word in ("aleksandr", "john", "mo", "tina", "bill", "abdullah", "maria"):
        forms = lexicon.given_forms(word)
        assert len(forms) > 3
        for other, relation in forms.items():
            cognates = relation is Relation.COGNATE
            keys = lexicon.given_keys(word, cognates=cognates)
            assert set(keys) & set(lexicon.given_keys(other, cognates=cognates)), (word, other)


def test_marks_do_not_hide_a_word() -> None:
    """A word is known whether its marks were stripped before it is asked for or not."""
    assert lexicon.given_relation("françois", "francoise") is None
    assert lexicon.given_relation("josé", "pepe") is Relation.DIMINUTIVE
    assert lexicon.given_keys("jiří") == lexicon.given_keys("jiri") != ()
    assert lexicon.title("señora") is Title.ONLY
    assert lexicon.particle("أبو") is lexicon.particle("ابو") is Particle.BINDING
    assert lexicon.phrase_at(["sin", "nómbre"], 0) == (Filler.UNKNOWN, 2)


def test_an_unknown_word_has_no_forms() -> None:
    """Nothing is guessed of a word that stands nowhere."""
    assert lexicon.given_keys("qqq") == ()
    assert lexicon.given_forms("qqq") == {}


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Dr.", Title.ONLY),
        ("Señora", Title.ONLY),
        ("Col.", Title.ONLY),
        ("Mullah", Title.ONLY),
        ("доктор", Title.ONLY),
        ("الدكتور", Title.ONLY),
        ("先生", Title.ONLY),
        ("الشيخ", Title.NAME_TOO),
        ("Sayyid", Title.NAME_TOO),
        ("Haji", Title.NAME_TOO),
        ("Khan", Title.NAME_TOO),
        ("Md.", Title.NAME_TOO),
        ("Jr.", None),
        ("Marek", None),
    ],
)
def test_titles_are_told_from_names_that_are_titles(word: str, kind: Title | None) -> None:
    """A title that may be a person's only name is not thrown away like one that never is."""
    assert lexicon.title(lexicon.fold(word)) is kind


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("al", Particle.ARTICLE),
        ("von", Particle.ARTICLE),
        ("de", Particle.ARTICLE),
        ("bin", Particle.FILIATION),
        ("kyzy", Particle.FILIATION),
        ("بن", Particle.FILIATION),
        ("abdul", Particle.BINDING),
        ("umm", Particle.BINDING),
        ("أبو", Particle.BINDING),
        ("Mc", Particle.BINDING),
        ("uddin", Particle.TRAILING),
        ("marek", None),
    ],
)
def test_particles_say_what_they_do(word: str, kind: Particle | None) -> None:
    """Articles may fall, filiations say whose child, bindings join with a neighbour."""
    assert lexicon.particle(lexicon.fold(word)) is kind


def test_suffixes_of_generation_part_father_and_son() -> None:
    """Junior, senior and numbers are told apart however they are written."""
    said = [lexicon.generation(lexicon.fold(word)) for word in ("Jr.", "Júnior", "Snr", "III", "3rd", "Filho", "Marek")]
    assert said == ["junior", "junior", "senior", "3", "3", "junior", None]


def test_a_filler_says_why_it_names_nobody() -> None:
    """Firms, announcements of an alias and words for `not known` are told apart."""
    said = [
        lexicon.filler(lexicon.fold(word)) for word in ("GmbH", "a.k.a.", "née", "FNU", "неизвестно", "Pat", "Marek")
    ]
    assert said == [Filler.COMPANY, Filler.ALIAS, Filler.ALIAS, Filler.UNKNOWN, Filler.UNKNOWN, None, None]


@pytest.mark.parametrize(
    ("name", "nobody"),
    [
        ("", True),
        ("Mr Dr", True),
        ("Trading Group LLC", True),
        ("FNU LNU", True),
        ("No name given", True),
        ("Mr Unknown Jr", True),
        ("His Excellency", True),
        ("N A", True),
        ("شركة", True),
        ("Sheikh", False),
        ("Al Hajj", False),
        ("Le Van", False),
        ("Mr Marek", False),
        ("Orion Trading LLC", False),
        ("Nick", False),
    ],
)
def test_words_that_name_nobody_are_told(name: str, nobody: bool) -> None:
    """A question of titles, firms' words and fillers only asks for nobody; one more word asks for somebody."""
    assert lexicon.is_no_name([lexicon.fold(word) for word in name.split()]) is nobody


def test_the_longest_phrase_is_taken() -> None:
    """`No name given` is one filler of three words, not of two and a rest."""
    assert lexicon.phrase_at(["marek", "no", "name", "given"], 1) == (Filler.UNKNOWN, 3)
    assert lexicon.phrase_at(["marek", "ilya"], 0) is None


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """What is folded is folded."""
    once = lexicon.fold(text)
    assert lexicon.fold(once) == once
