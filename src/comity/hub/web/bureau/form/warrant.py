"""The sections on the decision behind a request: sentence, warrant, loss, lapse of time."""

from typing import Final

from comity.hub.web.bureau.form.fields import Field, Sort
from comity.hub.web.bureau.form.sections import Part, Section
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Kind, Stage


def _red(body: NoticeRequest) -> bool:
    return body.kind is Kind.RED


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
            exact=True,
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
            exact=True,
            hint="By your own law. Leave it empty where it is never barred, or not known.",
            law="ECE 10",
        ),
    ),
)
SECTIONS: Final = (SENTENCE, WARRANT, LOSS, LAPSE)
