"""The register of policies: each with its name, citation, sentence and text, for people to read."""

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import cedarpy
import msgspec


class Effect(StrEnum):
    PERMIT = "permit"
    FORBID = "forbid"


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """A policy as it stands in its file; `actions` are the actions and groups it names, empty for every action.

    `place` is Cedar's own name for it; `office` is the office or desk it is for, None where its text says more.
    """

    id: str
    citation: str
    says: str
    effect: Effect
    file: str
    text: str
    place: str
    order: int
    office: str | None
    actions: tuple[str, ...]


def source() -> str:
    """Return the text of all policy files, in the order of their names."""
    return "\n".join(text for _, text in _files())


@cache
def schema() -> str:
    """Return the text of the Cedar schema that the policies are validated against."""
    return files("comity.governance").joinpath("policies", "comity.cedarschema").read_text("utf-8")


@cache
def _files() -> tuple[tuple[str, str], ...]:
    folder = files("comity.governance").joinpath("policies")
    found = sorted((entry.name, entry) for entry in folder.iterdir() if entry.name.endswith(".cedar"))
    return tuple((name, entry.read_text("utf-8")) for name, entry in found)


@cache
def policies() -> Sequence[Policy]:
    """Return all policies in the order of their files; raises `KeyError` for one without name, citation or sentence."""
    parsed = json.loads(cedarpy.policies_to_json_str(source()))["staticPolicies"]
    texts = [(name, text) for name, content in _files() for text in _split(content)]
    return tuple(_policy(order, name, text, parsed[f"policy{order}"]) for order, (name, text) in enumerate(texts))


def _split(content: str) -> Sequence[str]:
    """Return the policies of a file as written: each begins with its `@id`."""
    return ["@id(" + part.strip() for part in content.split("@id(")[1:]]


def _policy(order: int, file: str, text: str, parsed: dict[str, Any]) -> Policy:
    notes, action, principal = parsed["annotations"], parsed["action"], parsed["principal"]
    named = action.get("entities") or [action[key] for key in ("entity",) if key in action]
    return Policy(
        id=notes["id"],
        citation=notes["cite"],
        says=notes["says"],
        effect=Effect(parsed["effect"]),
        file=file,
        text=text,
        place=f"policy{order}",
        order=order,
        office=principal["entity"]["id"] if "entity" in principal else None,
        actions=tuple(entity["id"] for entity in named),
    )


@cache
def actions() -> Mapping[str, tuple[str, ...]]:
    """Return every action that the schema knows, with the groups it belongs to; groups are left out."""
    known = cedarpy.Entities.from_json_str("[]", cedarpy.Schema.from_str(schema()))
    found = {e["uid"]["id"]: tuple(sorted(p["id"] for p in e["parents"])) for e in json.loads(str(known))}
    return {name: groups for name, groups in sorted(found.items()) if ":" in name}


def covering(action: str) -> Sequence[Policy]:
    """Return the policies that speak of `action`, by name, by group or by speaking of every action."""
    named = {action, *actions().get(action, ())}
    return [policy for policy in policies() if not policy.actions or named & set(policy.actions)]
