"""What others find and take on the same list and questions: run by itself, with any Python that has the peer.

`python peers.py rapidfuzz|tantivy PERSONS QUESTIONS COUNT` prints JSON, or nothing where the peer is not installed.
"""

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from statistics import median

Asked = str
Search = Callable[[Asked], list[str]]


def read_names(persons: str) -> list[tuple[str, str]]:
    """Return each name of each person with the person's id."""
    found = []
    with open(persons, encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            subject = one["subject"]
            found.append((f"{subject['forenames']} {subject['family_name']}", one["id"]))
            found += [(alias["name"], one["id"]) for alias in subject.get("aliases") or []]
            found += [(name, one["id"]) for name in subject.get("names_in_original_script") or []]
    return found


def rapidfuzz(names: list[tuple[str, str]]) -> Search:
    """Return a search through all names by token set ratio."""
    from rapidfuzz import fuzz, process, utils

    texts, ids = [utils.default_process(name) for name, _ in names], [each for _, each in names]

    def search(asked: Asked) -> list[str]:
        best = process.extract(utils.default_process(asked), texts, scorer=fuzz.token_set_ratio, limit=30)
        return list(dict.fromkeys(ids[place] for _, _, place in best))[:10]

    return search


def tantivy(names: list[tuple[str, str]]) -> Search:
    """Return a search of an index in memory, word by word: the same, or within one error."""
    engine = import_module("tantivy")
    builder = engine.SchemaBuilder()
    builder.add_text_field("name", stored=False)
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    schema = builder.build()
    index = engine.Index(schema)
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    bearing: dict[str, list[str]] = {}
    for name, each in names:
        bearing.setdefault(each, []).append(name)
    for each, texts in bearing.items():
        writer.add_document(engine.Document(name=texts, id=[each]))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(asked: Asked) -> list[str]:
        words = "".join(sign if sign.isalnum() else " " for sign in asked.lower()).split()
        parts = []
        for word in words:
            parts.append((engine.Occur.Should, engine.Query.term_query(schema, "name", word)))
            parts.append((engine.Occur.Should, engine.Query.fuzzy_term_query(schema, "name", word, distance=1)))
        if not parts:
            return []
        best = searcher.search(engine.Query.boolean_query(parts), 10).hits
        return [searcher.doc(address)["id"][0] for _, address in best]

    return search


PEERS: dict[str, Callable[[list[tuple[str, str]]], Search]] = {"rapidfuzz": rapidfuzz, "tantivy": tantivy}


def main(peer: str, persons: str, questions: str, count: int) -> None:
    """Print what the peer finds among the first ten of `count` questions, and how long each took."""
    names = read_names(persons)
    began = time.perf_counter()
    try:
        search = PEERS[peer](names)
    except ImportError:
        return
    built = time.perf_counter() - began
    with open(questions, encoding="utf-8") as lines:
        asked = [json.loads(line) for line in lines]
    asked = asked[:: max(1, len(asked) // count)]
    spent: list[float] = []
    found, latin = [0, 0], [0, 0]
    for one in asked:
        text = one.get("name") or one["names_in_original_script"][0]
        began = time.perf_counter()
        ids = search(text)
        spent.append((time.perf_counter() - began) * 1000)
        kind, _, person = one["id"].rpartition("|")
        for counted in (found, *(() if "script:" in kind or " name in " in kind else (latin,))):
            counted[0] += person in ids
            counted[1] += 1
    spent.sort()
    times = {"built": built, "median": median(spent), "p99": spent[int(0.99 * len(spent))]}
    print(json.dumps({"times": times, "all": found, "latin": latin}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
