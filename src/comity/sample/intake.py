"""Applications to the commission in the sample, one of each kind."""

from comity.governance.gate import PUBLIC
from comity.kernel.codes import Language
from comity.kernel.hashing import sha256_hex
from comity.redress import commands as c
from comity.sample.stage import Plot, Stage

_ASKED = (
    (c.ApplicationKind.ACCESS, c.Applicant.PERSON, "I ask whether the organisation holds anything about me."),
    (c.ApplicationKind.DELETION, c.Applicant.COUNSEL, "The charge concerns a newspaper article; I ask for deletion."),
    (c.ApplicationKind.CORRECTION, c.Applicant.PERSON, "The notice shows a birth date that is not mine."),
)


def applications(stage: Stage) -> Plot:
    """Three applications arrive; their clocks run."""
    for number, (kind, by, statement) in enumerate(_ASKED):
        counsel = c.Representative(name="Capucine Estivaux") if by is c.Applicant.COUNSEL else None
        form = c.ApplicationForm(
            name=f"Applicant {number + 1}",
            contact=c.Contact(email=f"applicant{number + 1}@example.org"),
            statement=statement,
            representative=counsel,
        )
        command = c.ReceiveApplication(
            id=stage.chance.id("rdr"),
            kind=kind,
            by=by,
            language=Language.parse("en"),
            form=form,
            secret_digest=sha256_hex(stage.comity.chance.secret().encode()),
        )
        stage.do(PUBLIC, command)
        yield stage.hours(5, 20)
