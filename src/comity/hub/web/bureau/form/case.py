"""The sections on the case: stage, facts and charges."""

from typing import Final

from comity.hub.web.bureau.form.fields import Field, Option, Sort
from comity.hub.web.bureau.form.sections import Group, Part, Section
from comity.hub.web.bureau.form.words import options
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Kind, PenaltyKind, Stage


def _red(body: NoticeRequest) -> bool:
    return body.kind is Kind.RED


def _investigated(body: NoticeRequest) -> bool:
    return body.kind in (Kind.RED, Kind.BLUE)


STAGE: Final = Section(
    slug="stage",
    title="Stage of the proceedings",
    part=Part.CASE,
    law="RPD 83(1)(a)(ii)",
    applies=_red,
    fields=(
        Field(
            path="judicial.stage",
            label="What is the person wanted for?",
            sort=Sort.CHOICE,
            options=(
                Option(
                    Stage.PROSECUTION,
                    "To be prosecuted",
                    "The highest penalty must reach {penalty.prosecution_months} months.",
                ),
                Option(
                    Stage.SENTENCE,
                    "To serve a sentence",
                    "The sentence, or what remains of it, must reach {penalty.sentence_months} months.",
                ),
            ),
            law="RPD 83(1)(a)(ii)",
        ),
    ),
)
FACTS: Final = Section(
    slug="facts",
    title="The facts",
    part=Part.CASE,
    says="A short and clear account of what this person is said to have done: acts, day, place and means. What a "
    "group did does not describe a person.",
    law="RPD 83(2)(b)(i)",
    applies=_investigated,
    fields=(
        Field(
            path="judicial.facts",
            label="What happened",
            sort=Sort.WORDS,
            hint="Write it in the language of the request. Name the person’s own part.",
            law="RPD 83(2)(b)(i)",
            spoken=True,
        ),
        Field(path="judicial.facts_place", label="Where", law="RPD 83(2)(b)(i)"),
        Field(path="judicial.facts_country", label="In which country", sort=Sort.CODE, codes="country"),
        Field(path="judicial.facts_period.from", label="First day of the facts", sort=Sort.DATE),
        Field(path="judicial.facts_period.to", label="Last day of the facts", sort=Sort.DATE),
    ),
)
CHARGES: Final = Section(
    slug="charges",
    title="Charges",
    part=Part.CASE,
    says="Each charge with the law that covers it and the highest penalty. A single charge that meets the threshold "
    "is enough.",
    law="RPD 83(2)(b)(ii)",
    applies=_red,
    group=Group(
        path="judicial.charges",
        one="charge",
        many="charges",
        titles=("title", "law"),
        empty="No charge is given yet.",
        fields=(
            Field(path="title", label="Name of the offence", law="RPD 83(2)(b)(ii)", spoken=True),
            Field(
                path="law",
                label="Law that covers it",
                hint="For example Criminal Code, s. 271.",
                law="RPD 83(2)(b)(iii)",
                spoken=True,
            ),
            Field(
                path="category",
                label="Kind of offence",
                sort=Sort.CODE,
                codes="category",
                hint="Your own view of it. It is compared with the facts and is never a ground to pass.",
            ),
            Field(
                path="max_penalty_kind",
                label="Highest penalty",
                sort=Sort.CHOICE,
                options=options(
                    PenaltyKind,
                    ("term", "Imprisonment for a term"),
                    ("life", "Imprisonment for life"),
                    ("death", "Death"),
                    ("indeterminate", "Imprisonment without a fixed term"),
                ),
                nothing="Leave this open for now",
                law="RPD 83(2)(b)(iv)",
            ),
            Field(
                path="max_penalty_months",
                label="Longest term",
                sort=Sort.NUMBER,
                unit="months",
                most=12_000,
                hint="In months: ten years are 120. Life and death are complete without it.",
                law="RPD 83(2)(b)(iv)",
            ),
            Field(
                path="death_penalty",
                label="Can death be imposed for it?",
                sort=Sort.YES_NO,
                nothing="Leave this open for now",
                law="MT 4(d)",
            ),
        ),
    ),
)
SECTIONS: Final = (STAGE, FACTS, CHARGES)
