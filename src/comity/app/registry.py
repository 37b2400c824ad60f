"""All deciders and the Cedar action of each command: the one list of what Comity can do."""

from collections.abc import Mapping
from typing import Any, Final

from comity.governance import describing
from comity.governance.organisation import ACTIONS as ORGANISATION_ACTIONS
from comity.governance.organisation import ORGANISATION
from comity.governance.people import ACTIONS as PEOPLE_ACTIONS
from comity.governance.people import PERSON
from comity.kernel.decider import Command, Decider
from comity.notices import access, clearing, lifecycle, questions
from comity.notices.campaigning import CAMPAIGN
from comity.notices.dealing import DEALING
from comity.notices.noticing import NOTICE
from comity.notices.opining import OPINION
from comity.notices.requesting import REQUEST
from comity.notices.reviewing import REVIEW
from comity.redress.application import ACTIONS as REDRESS_ACTIONS
from comity.redress.application import APPLICATION
from comity.statistics import releasing

_ALL: Final[tuple[Decider[Any], ...]] = (
    REQUEST,
    REVIEW,
    OPINION,
    NOTICE,
    DEALING,
    CAMPAIGN,
    access.ACCESS,
    access.UPLOAD,
    clearing.CLEARANCE,
    questions.QUESTIONS,
    PERSON,
    ORGANISATION,
    describing.MEMBER,
    APPLICATION,
    releasing.RELEASE,
    releasing.REPLY,
)
DECIDERS: Final[Mapping[str, Decider[Any]]] = {decider.name: decider for decider in _ALL}
ACTIONS: Final[Mapping[type[Command], str]] = {
    **lifecycle.ACTIONS,
    **access.ACTIONS,
    **clearing.ACTIONS,
    **questions.ACTIONS,
    **PEOPLE_ACTIONS,
    **ORGANISATION_ACTIONS,
    **describing.ACTIONS,
    **REDRESS_ACTIONS,
    **releasing.ACTIONS,
}
