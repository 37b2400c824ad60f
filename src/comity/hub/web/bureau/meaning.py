"""What each treatment, answer and objection means in law and who will see it, in the words an officer chooses by."""

from collections.abc import Mapping
from typing import Final

import msgspec

from comity.notices.vocabulary import PROTECTIVE_GROUNDS, Answer, AnswerGround, ObjectionKind, Treatment, VisibleTo


class Meaning(msgspec.Struct, frozen=True):
    """A choice: its name, and what it means."""

    text: str
    says: str


TREATMENTS: Final[Mapping[Treatment, Meaning]] = {
    Treatment.ENTERED: Meaning(
        "Entered, as a ground to act on",
        "Whoever checks this person in your systems may act under your own law: question, restrict or arrest "
        "provisionally. The notice itself orders nothing.",
    ),
    Treatment.ALERT_ONLY: Meaning(
        "Entered for information only",
        "Your officers see it and ask your bureau. Nobody is stopped on its strength alone.",
    ),
    Treatment.NOT_ENTERED: Meaning(
        "Not entered",
        "Your systems do not show it. You owe nobody a reason; a ground helps the secretariat see what is wrong with "
        "a notice.",
    ),
}
ANSWERS: Final[Mapping[Answer, Meaning]] = {
    Answer.ACKNOWLEDGED: Meaning(
        "We received the hit and are looking into it", "Says nothing of where the person is. Tell later what you did."
    ),
    Answer.LOCATED: Meaning(
        "We found the person and did nothing yet", "A place is known and nothing was begun. Tell later what you did."
    ),
    Answer.OTHER_PERSON: Meaning(
        "It is another person", "A wrong hit. What tells the two apart helps others: say it in the text."
    ),
    Answer.PROVISIONAL_ARREST: Meaning(
        "We arrested the person provisionally",
        "Under your own law, pending a request for extradition. The clock of your law runs from now.",
    ),
    Answer.MOVEMENT_RESTRICTED: Meaning(
        "We restricted the person's movement", "Papers withheld, reporting duties or the like, short of arrest."
    ),
    Answer.PROCEEDINGS_OPENED: Meaning("A court has opened extradition proceedings", "The matter is before a judge."),
    Answer.RELEASED_NO_PAPERS: Meaning(
        "We released the person because no papers came",
        "The request for extradition did not come in time. A fresh arrest is possible if it comes later.",
    ),
    Answer.EXTRADITION_GRANTED: Meaning(
        "Extradition was granted", "The decision is final and the person not yet given over."
    ),
    Answer.EXTRADITION_REFUSED: Meaning(
        "Extradition was refused",
        "By a court or a minister; a ground is needed. The secretariat examines the notice again, and an addendum "
        "warns others, without naming you unless you allow it.",
    ),
    Answer.SURRENDERED: Meaning(
        "The person was surrendered", "Given over to the requesting member: the purpose is achieved."
    ),
    Answer.REMOVED_IMMIGRATION: Meaning(
        "The person was removed under immigration law",
        "Not an extradition, with none of its guarantees. It is counted apart for that reason.",
    ),
    Answer.RETURNED_VOLUNTARILY_CLAIMED: Meaning(
        "The person returned, as somebody says of their own will", "Nobody independent has confirmed that it was free."
    ),
    Answer.RETURNED_VOLUNTARILY_CONFIRMED: Meaning(
        "The person returned of their own will, confirmed", "A judge or a lawyer of their own choice heard them."
    ),
    Answer.FOUND_IN_REQUESTER: Meaning(
        "The person is in the requesting member", "There is nothing to ask of others any more."
    ),
    Answer.DEAD: Meaning("The person has died", "Say in the text how you know."),
    Answer.NO_ACTION: Meaning(
        "We took no action", "A member may do nothing, and need not say why; a ground is counted, without your name."
    ),
}
GROUNDS: Final[Mapping[AnswerGround, str]] = {
    AnswerGround.POLITICAL_OFFENCE: "Political offence",
    AnswerGround.DISCRIMINATION: "Prosecuted for race, religion, nationality or opinion",
    AnswerGround.MILITARY_OFFENCE: "Purely military offence",
    AnswerGround.NE_BIS_IN_IDEM: "Already tried for the same facts",
    AnswerGround.LAPSE_OF_TIME: "Lapse of time",
    AnswerGround.TORTURE_OR_UNFAIR_TRIAL: "Danger of torture or of an unfair trial",
    AnswerGround.IN_ABSENTIA: "Judged in absence, without a right to a new trial",
    AnswerGround.NATIONALITY: "Own national",
    AnswerGround.NO_PROSECUTION_DECIDED: "We decided not to prosecute",
    AnswerGround.PENDING_PROSECUTION: "We prosecute for the same facts",
    AnswerGround.DEATH_PENALTY: "Death penalty, without sufficient assurance",
    AnswerGround.EXTRATERRITORIAL: "Committed outside the requester's territory",
    AnswerGround.TERRITORIAL: "Committed on our territory",
    AnswerGround.EXTRAORDINARY_COURT: "Extraordinary court",
    AnswerGround.HUMANITARIAN: "Age, health or other humanitarian ground",
    AnswerGround.FISCAL: "Fiscal offence",
    AnswerGround.DOUBLE_CRIMINALITY: "No offence in our law",
    AnswerGround.SPECIALITY: "No assurance that only this will be tried",
    AnswerGround.NON_REFOULEMENT: "Protected here: may not be sent back",
    AnswerGround.INSUFFICIENT_DOCUMENTS: "Documents missing or insufficient",
    AnswerGround.INSUFFICIENT_EVIDENCE: "Evidence insufficient",
    AnswerGround.NO_TREATY: "No treaty",
    AnswerGround.NO_EFFECT_IN_OUR_LAW: "A notice has no effect in our law",
    AnswerGround.IMMUNITY: "Immunity",
}
OBJECTIONS: Final[Mapping[ObjectionKind, Meaning]] = {
    ObjectionKind.PROTECTION: Meaning(
        "The person is protected", "Refuge, asylum under way, or a danger to life if the person is sent back."
    ),
    ObjectionKind.IDENTITY: Meaning(
        "The identity is wrong or unclear", "The data fit another person, or too many persons."
    ),
    ObjectionKind.POLITICS: Meaning(
        "It is political, military, religious or racial", "The case looks like that behind the charge (Constitution 3)."
    ),
    ObjectionKind.OTHER: Meaning("Something else", "Say in the text what."),
}
VISIBLE: Final[Mapping[VisibleTo, Meaning]] = {
    VisibleTo.REQUESTER: Meaning(
        "The requesting bureau and the secretariat", "The requester reads it, with your member's name and your text."
    ),
    VisibleTo.SECRETARIAT: Meaning(
        "The secretariat alone",
        "To the requester you are as silent as a member that said nothing. It is counted without your name.",
    ),
}
PROTECTIVE: Final = ", ".join(sorted(GROUNDS[ground].lower() for ground in PROTECTIVE_GROUNDS))
"""The grounds that are never told to the requester with a treatment."""
