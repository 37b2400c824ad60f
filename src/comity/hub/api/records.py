"""The ledger, the figures, the rules and the policies: what anyone may check."""

from typing import Any

import msgspec

from comity.app import ledgering
from comity.app.views import records as views
from comity.compliance.catalogue import VERSION, rule_by_code, rules
from comity.compliance.rule import Rule
from comity.governance.gate import Resource
from comity.governance.register import Policy, policies
from comity.hub.endpoint import Call, Nothing, Reply, Routes
from comity.kernel.codes import Country
from comity.kernel.decider import Row
from comity.kernel.errors import Fault, NotFound, UnusableInput
from comity.kernel.subject import Record, Words
from comity.ledger.checkpoint import Checkpoint
from comity.ledger.note import Note
from comity.ledger.proof import ProofDocument
from comity.statistics.releasing import WriteReply

ROUTES = Routes("Records")


class RuleView(msgspec.Struct, frozen=True, kw_only=True):
    """A rule of the catalogue: its law, and how it is read."""

    code: str
    title: str
    citations: tuple[str, ...]
    ground: str
    reading: str


class Rules(msgspec.Struct, frozen=True):
    catalogue: str
    rules: tuple[RuleView, ...]


class PolicyView(msgspec.Struct, frozen=True, kw_only=True):
    """A policy: what it says to people, its ground, and its text."""

    id: str
    effect: str
    says: str
    citation: str
    text: str


class Policies(msgspec.Struct, frozen=True):
    policies: tuple[PolicyView, ...]


class ReplyBody(Record, frozen=True):
    """What your member wishes to say beside its figures; null takes it back."""

    text: Words | None = None


@ROUTES.get("/ledger/checkpoint", "Read the signed checkpoint of the ledger.", views.CheckpointView, public=True)
def get_checkpoint(call: Call[None, Nothing]) -> Reply:
    _may_read(call, "ledger:checkpoint:read")
    return Reply(views.CheckpointView(ledgering.last_checkpoint(call.hub), call.hub.log_key.vkey))


@ROUTES.get("/ledger/proof/{act}", "Prove that an act is in the ledger; only its leaf hash is told.",
            ProofDocument, public=True)  # fmt: skip
def get_proof(call: Call[None, Nothing]) -> Reply:
    _may_read(call, "ledger:proof:read")
    document = ledgering.last_checkpoint(call.hub)
    with call.hub.look() as look:
        return Reply(ledgering.prove_act(look, int(call.path["act"]), document))


@ROUTES.get("/ledger/consistency", "Prove that the ledger only grew since a checkpoint.", views.ConsistencyView,
            query=views.ConsistencyQuery, public=True)  # fmt: skip
def get_consistency(call: Call[None, views.ConsistencyQuery]) -> Reply:
    _may_read(call, "ledger:proof:read")
    document = ledgering.last_checkpoint(call.hub)
    size = Checkpoint.parse(Note.parse(document).text).size
    if call.query.old > size:
        raise UnusableInput("The ledger is not that large.", [Fault("old", f"not more than {size}")])
    with call.hub.look() as look:
        return Reply(views.ConsistencyView(ledgering.grown(look, call.query.old, size), document))


@ROUTES.get(
    "/ledger/acts", "Read the acts in order, without contents, as an auditor.", views.Acts, query=views.ActsQuery
)
def list_acts(call: Call[None, views.ActsQuery]) -> Reply:
    with call.hub.look() as look:
        return Reply(views.acts(look, call.by, call.query))


def _may_read(call: Call[Any, Any], action: str) -> None:
    with call.hub.look() as look:
        look.require(call.by, action, Resource("ledger", "ledger", Row(state="open")))


@ROUTES.get("/figures", "List the released quarters.", views.Releases, public=True)
def list_figures(call: Call[None, Nothing]) -> Reply:
    with call.hub.look() as look:
        return Reply(views.releases(look, call.by))


@ROUTES.get("/figures/{release}", "Read a quarter's release as it was signed.", msgspec.Raw, public=True)
def get_figures(call: Call[None, Nothing]) -> Reply:
    with call.hub.look() as look:
        return Reply(views.release(look, call.by, call.path["release"]))


@ROUTES.put("/figures/reply", "Put a reply beside your member's figures.", None, body=ReplyBody,
            status=204)  # fmt: skip
def write_reply(call: Call[ReplyBody, Nothing]) -> Reply:
    call.hub.order(call.by, WriteReply(member=Country(call.by.member or ""), text=call.body.text), key=call.key)
    return Reply(b"")


@ROUTES.get("/counts", "Count what you may see, as it stands.", views.Counts)
def get_counts(call: Call[None, Nothing]) -> Reply:
    with call.hub.look() as look:
        return Reply(views.counts(look, call.by))


@ROUTES.get("/rules", "List the rules in force today.", Rules, public=True)
def list_rules(call: Call[None, Nothing]) -> Reply:
    with call.hub.look() as look:
        return Reply(Rules(VERSION, tuple(_rule(each) for each in rules(look.at.date()))))


@ROUTES.get("/rules/{code}", "Read one rule.", RuleView, public=True)
def get_rule(call: Call[None, Nothing]) -> Reply:
    found = rule_by_code(call.path["code"])
    if found is None:
        raise NotFound
    return Reply(_rule(found))


def _rule(rule: Rule) -> RuleView:
    reading = " ".join((type(rule).__doc__ or "").split())
    return RuleView(
        code=rule.code, title=rule.title, citations=rule.citations, ground=rule.ground.value, reading=reading
    )


@ROUTES.get("/policies", "List the policies: who may do what, on which ground.", Policies, public=True)
def list_policies(call: Call[None, Nothing]) -> Reply:
    return Reply(Policies(tuple(_policy(each) for each in policies())))


def _policy(policy: Policy) -> PolicyView:
    return PolicyView(
        id=policy.id, effect=policy.effect.value, says=policy.says, citation=policy.citation, text=policy.text
    )
