"""Lists named on a command line: what they hold, what names them, and what of them cannot be used."""

import hashlib
import json
from pathlib import Path

import pytest
from tests.adapters.ofac.conftest import ADD, ALT, SDN
from tests.adapters.un.conftest import ENTITY, PERSON, document

from comity.adapters.lists.sources import Scheme, Source, entries, parse, read, version
from comity.kernel.errors import UnusableInput

LINE = json.dumps({"id": "s1", "subject": {"type": "person", "family_name": "Marek", "forenames": "Ilya"}})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One list of each kind."""
    (tmp_path / "list.jsonl").write_text(f"{LINE}\n")
    (tmp_path / "un.xml").write_text(document())
    for name, body in (("sdn", SDN), ("alt", ALT), ("add", ADD)):
        (tmp_path / f"{name}.csv").write_text(body, newline="")
    return tmp_path


@pytest.mark.parametrize(
    ("scheme", "path", "ids"),
    [("jsonl", "list.jsonl", ["s1"]), ("un", "un.xml", ["QDi.901", "KPe.901"]), ("ofac", "", ["9001", "9002", "9003"])],
)
def test_each_kind_of_list_is_read_under_its_own_ids(folder: Path, scheme: str, path: str, ids: list[str]) -> None:
    """Who looks a hit up finds it in the list itself."""
    held = read(parse(f"{scheme}:{folder / path}"))
    assert [key for key, _ in held.subjects] == ids
    assert held.faults == []


def test_the_version_of_one_file_is_what_anyone_computes_of_it(folder: Path) -> None:
    """Which is how a court can be told what was asked."""
    held = read(parse(f"jsonl:{folder / 'list.jsonl'}"))
    digest = hashlib.sha256((folder / "list.jsonl").read_bytes()).hexdigest()
    assert version([(held.source, held.digest)]) == f"sha256:{digest}"


def test_the_version_of_several_lists_changes_with_any_of_them(folder: Path) -> None:
    """And with their order, on which the order of equal hits depends."""
    sources = [parse(f"jsonl:{folder / 'list.jsonl'}"), parse(f"un:{folder / 'un.xml'}")]
    parts = [(source, read(source).digest) for source in sources]
    (folder / "un.xml").write_text(document(persons=PERSON.replace("MAREK", "MAREC")))
    other = [parts[0], (sources[1], read(sources[1]).digest)]
    assert len({version(parts), version(other), version(parts[:1]), version(parts[::-1])}) == 4


def test_the_same_id_on_two_lists_is_two_entries(folder: Path) -> None:
    """Each says from which list it is; alone it need not."""
    source = parse(f"jsonl:{folder / 'list.jsonl'}")
    one, other = entries([read(source), read(source)], several=True)
    assert one.key != other.key
    assert (one.id, one.about) == ("s1", {"list": f"jsonl:{folder / 'list.jsonl'}"})
    (alone,) = entries([read(source)], several=False)
    assert alone.about == {}


def test_subjects_are_let_go_as_they_are_handed_out(folder: Path) -> None:
    """A list of a million is not kept beside its index."""
    held = read(parse(f"ofac:{folder}"))
    handed = entries([held], several=False)
    next(handed)
    assert len(held.subjects) == 2


BROKEN = {
    "lines": ("list.jsonl", f'{LINE}\n{{"id": 7}}\n', "jsonl:", ["s1"], "line 2"),
    "xml cut off": ("un.xml", document()[: document().index("<ENTITIES>")], "un:", ["QDi.901"], "CONSOLIDATED_LIST"),
    "an entry": (
        "un.xml",
        document(persons=PERSON + PERSON.replace("901", "902").replace("2015-07-01", "1 July")),
        "un:",
        ["QDi.901", "KPe.901"],
        "QDi.902",
    ),
    "an entry of no list": (
        "un.xml",
        document(entities=ENTITY.replace("KPe.901", "QDe.901")),
        "un:",
        ["QDi.901"],
        "QDe.901",
    ),
}


@pytest.mark.parametrize(("name", "body", "scheme", "ids", "told"), BROKEN.values(), ids=BROKEN)
def test_a_list_that_is_broken_in_part_holds_the_others(
    folder: Path, name: str, body: str, scheme: str, ids: list[str], told: str
) -> None:
    """And says of each fault in which list and where it is."""
    (folder / name).write_text(body)
    held = read(parse(f"{scheme}{folder / name}"))
    assert [key for key, _ in held.subjects] == ids
    assert held.faults
    assert all(fault.path.startswith(f"{scheme}{folder / name}: ") for fault in held.faults)
    assert told in f"{held.faults[0].path}: {held.faults[0].message}"


EMPTY = {
    "jsonl": ("list.jsonl", ""),
    "jsonl of another kind": ("list.jsonl", "id,name\n"),
    "un": ("un.xml", ""),
    "un of another kind": ("un.xml", "<html></html>"),
    "ofac": ("sdn.csv", ""),
}


@pytest.mark.parametrize(("name", "body"), EMPTY.values(), ids=EMPTY)
def test_a_list_that_holds_no_one_is_refused(folder: Path, name: str, body: str) -> None:
    """Everyone would be cleared by it."""
    (folder / name).write_text(body)
    scheme = {"list.jsonl": "jsonl", "un.xml": "un", "sdn.csv": "ofac"}[name]
    with pytest.raises(UnusableInput, match="cannot be used"):
        read(parse(f"{scheme}:{folder if scheme == 'ofac' else folder / name}"))


@pytest.mark.parametrize("scheme", ["jsonl", "un", "ofac"])
def test_a_list_that_is_not_there_is_refused(folder: Path, scheme: str) -> None:
    """With its name."""
    with pytest.raises(UnusableInput, match=r"none\.file"):
        read(parse(f"{scheme}:{folder}/none.file"))


@pytest.mark.parametrize("text", ["", "list.jsonl", "csv:list", "jsonl:", ":x", "UN:x"])
def test_what_names_no_list_is_refused_with_what_does(text: str) -> None:
    """Which are four."""
    with pytest.raises(UnusableInput, match="comity:DIR, un:FILE"):
        parse(text)
    assert parse("comity:DIR") == Source(Scheme.COMITY, Path("DIR"))
