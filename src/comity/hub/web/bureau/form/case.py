"""The sections on the case: facts, charges, sentence and warrant."""

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
SENTENCE: Final = Section(
    slug="sentence",
    title="Sentence",
    part=Part.CASE,
    says="For a person who is convicted: what was imposed, what remains, and whether the person was at the trial.",
    law="RPD 83(2)(b)(iv)",
    applies=lambda body: _red(body) and bool(body.judicial and body.judicial.stage is Stage.SENTENCE),
    fields=(
        Field(path="judicial.sentence_months", label="Sentence", sort=Sort.NUMBER, unit="months", most=12_000),
        Field(
            path="judicial.sentence_remaining_months",
            label="What remains of it",
            sort=Sort.NUMBER,
            unit="months",
            most=12_000,
        ),
        Field(
            path="judicial.in_absentia",
            label="Was the person tried in absence?",
            sort=Sort.YES_NO,
            nothing="Leave this open for now",
        ),
        Field(
            path="judicial.retrial_right",
            label="Is there a right to a new trial?",
            sort=Sort.YES_NO,
            hint="Only where the person was tried in absence.",
            nothing="Leave this open for now",
        ),
    ),
)
WARRANT: Final = Section(
    slug="warrant",
    title="Warrant or judicial decision",
    part=Part.CASE,
    says="The decision on which the arrest is asked for. Attach a copy, with a translation where it needs one.",
    law="RPD 83(2)(b)(v)",
    applies=_red,
    fields=(
        Field(path="judicial.warrant.reference", label="Reference of the warrant", law="RPD 83(2)(b)(v)"),
        Field(path="judicial.warrant.issued_by", label="Issued by", hint="The court or authority.", law="RPD 84"),
        Field(path="judicial.warrant.issued_on", label="Issued on", sort=Sort.DATE),
        Field(
            path="judicial.warrant.valid_until",
            label="Valid until",
            sort=Sort.DATE,
            hint="Leave this empty where it has no end.",
        ),
        Field(
            path="judicial.warrant.authority_is_judicial",
            label="Is it a judicial authority?",
            sort=Sort.YES_NO,
            nothing="Leave this open for now",
            law="RPD 84",
        ),
        Field(
            path="judicial.warrant.appeal_to_judicial_authority",
            label="If not: can it be appealed before one?",
            sort=Sort.YES_NO,
            nothing="Leave this open for now",
            law="RPD 84",
        ),
    ),
)
LOSS: Final = Section(
    slug="loss",
    title="Loss and cheques",
    part=Part.CASE,
    says="The damage that was done, where there is one in money. Unfunded cheques count from "
    "USD {cheque.minimum_usd} in total.",
    law="RPD 83(1)(a)(i)",
    applies=_red,
    fields=(
        Field(path="judicial.loss.amount", label="Loss", sort=Sort.AMOUNT, hint="In digits.", width="10"),
        Field(path="judicial.loss.currency", label="Currency", sort=Sort.CODE, codes="currency"),
        Field(
            path="judicial.cheques.count",
            label="Number of unfunded cheques",
            sort=Sort.NUMBER,
            most=1_000_000,
            hint="Only where the charge is about cheques.",
        ),
    ),
)
LAPSE: Final = Section(
    slug="lapse",
    title="Lapse of time",
    part=Part.CASE,
    applies=_red,
    fields=(
        Field(
            path="judicial.prosecution_barred_on",
            label="From which day is prosecution barred?",
            sort=Sort.DATE,
            hint="By your own law. Leave it empty where it is never barred, or not known.",
            law="ECE 10",
        ),
    ),
)
SECTIONS: Final = (STAGE, FACTS, CHARGES, SENTENCE, WARRANT, LOSS, LAPSE)
