"""What was erased is in no index, set, login or cache of a worker after its next round, though nobody asked."""

import gc
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import msgspec
from tests.house import House, request
from tests.hub.test_lost_content import QUESTION

import comity.screening
from comity.app.logins import login_key
from comity.app.publicset import PublicSet
from comity.app.views.searching import Search
from comity.governance import commands as g
from comity.hub.memory import MemoryRound
from comity.kernel import wire
from comity.kernel.codes import Country
from comity.notices import commands as c
from comity.screening import Query
from comity.screening.caches import CACHES, forget_words

_OF_PLACES = {"learned.known_spellings", "learned._stored", "learned.model_of"}
"""Caches of tables and models, which hold no word that was asked or filed."""


def held_in_memory(word: str) -> list[str]:
    """Return what kinds of object hold a text or bytes with this word, except frames, modules and this call."""
    gc.collect()
    found, waiting = [], [each for each in gc.get_objects() if type(each).__name__ not in {"frame", "module"}]
    while waiting:
        holder = waiting.pop()
        for each in gc.get_referents(holder):
            if isinstance(each, str | bytes):
                text = each if isinstance(each, str) else each.decode("latin-1")
                if each is not word and word in text.casefold():
                    found.append(type(holder).__name__)
            elif not gc.is_tracked(each) and not isinstance(each, type):
                waiting.append(each)  # such as a tuple of texts, which the collector does not follow
    return found


def test_a_name_leaves_the_index_the_public_set_the_logins_and_the_caches(home: House) -> None:
    """A notice ends, a person is removed: one round later no object of the process holds the name or the login."""
    name = "".join(["qua", "dro", "vex"])
    subject = msgspec.structs.replace(request().subject, family_name=name.title())
    notice = home.published(request(subject=subject))
    home.do(home.bureau["XA"], c.AuthoriseExtract(id=notice))
    person = home.comity.chance.id("per")
    profile = g.PersonProfile(name="Some One", login=name + "@x.example")
    home.do(home.admin, g.AddPerson(id=person, profile=profile, nationalities=(Country("XB"),)))
    search, public = Search(), PublicSet(home.comity, lambda one: wire.encode(one.extract).decode())
    search.build(home.comity)
    public.start()
    assert public.complete(30)
    with home.comity.look() as look:
        service = home.bureau["XB"]
        asked = search.screen(look, service, Query(id="q", name=QUESTION["name"] + " " + name), 0.5, 10)
        assert notice in {hit.notice for hit in asked.hits}
        assert home.comity.logins.find(look, profile.login) == person
    home.do(home.bureau["XA"], c.AchievePurpose(id=notice))
    home.do(home.admin, g.RemovePerson(id=person))
    del subject, asked, profile, look
    assert held_in_memory(name)
    MemoryRound(home.comity, search, public).run()
    assert held_in_memory(name) == []
    with home.comity.look() as look:
        assert home.comity.logins.find(look, login_key(name + "@x.example")) is None


def test_every_cache_of_words_is_let_go() -> None:
    """A cache that comes to the package must be named, as one of words or as one of tables."""
    found: dict[str, Any] = {}
    for module in iter_modules(comity.screening.__path__):
        loaded = import_module(f"comity.screening.{module.name}")
        for name, value in vars(loaded).items():
            if hasattr(value, "cache_info") and value.__module__ == loaded.__name__:
                found[f"{module.name}.{name}"] = value
    bounded = {name for name, value in found.items() if value.cache_parameters()["maxsize"] is not None}
    assert bounded - _OF_PLACES == {name for name, value in found.items() if value in CACHES}
    forget_words()
    assert [each.cache_info().currsize for each in CACHES] == [0] * len(CACHES)
