"""Applying to the commission: one sending is one application, and all of it belongs to the application's own file."""

import msgspec
import pytest
from tests.house import House

from comity.app.applying import apply
from comity.app.path import Order
from comity.app.views import applications as views
from comity.app.views.applications import Receipt
from comity.governance.gate import PUBLIC
from comity.kernel.codes import Language
from comity.kernel.errors import CommandRefused, NotFound
from comity.redress.commands import Applicant, ApplicationForm, ApplicationKind, Contact, Paper, ReceiveApplication
from comity.redress.enclosing import enclosure

PDF = b"%PDF-1.7\n"
FORM = ApplicationForm(name="Sanna Orle", contact=Contact(email="s@orle.example"), statement="Please look.")


def applied(home: House, files: tuple[bytes, ...] = (), sending: str = "", form: ApplicationForm = FORM) -> Receipt:
    named = [found for file in files if (found := enclosure(Paper.DOCUMENT, "a.pdf", file))]
    whole = msgspec.structs.replace(form, enclosures=named or None)
    return apply(home.comity, ApplicationKind.ACCESS, Applicant.PERSON, Language("en"), whole, files, sending=sending)


def ids(home: House) -> list[str]:
    with home.comity.look() as look:
        return [row.stream_id for row in look.reader.registers("application")]


def test_documents_are_sealed_in_the_file_of_the_application(both: House) -> None:
    """Form, secret and each document: what ends the file erases all of them, and nothing else points at them."""
    applied(both, (PDF, PDF + b"2"))
    (application,) = ids(both)
    with both.comity.store.writing(lambda: None) as writer:
        assert len(list(writer.contents(application))) == 4
    with both.comity.look() as look:
        found = look.find("application", application)
        assert found
        assert [views.enclosure(look, found, place)[1] for place in (1, 2)] == [PDF, PDF + b"2"]
        for place in (0, 3, 99):
            with pytest.raises(NotFound):
                views.enclosure(look, found, place)


def test_one_sending_is_one_application_whatever_comes_with_the_second(both: House) -> None:
    """The receipt is the same; another sending is another application with another secret."""
    first, again = applied(both, (PDF,), "b\0k"), applied(both, (), "b\0k")
    other, unnamed = applied(both, (), "b\0l"), applied(both)
    assert first == again
    assert len({each.secret for each in (first, other, unnamed)}) == 3
    assert len(ids(both)) == 3


def test_what_is_refused_leaves_nothing_behind(home: House) -> None:
    """No application, no content and no receipt."""
    with pytest.raises(CommandRefused):
        applied(home, form=msgspec.structs.replace(FORM, contact=Contact()))
    assert ids(home) == []


def test_a_document_that_is_not_named_is_refused_on_the_path(home: House) -> None:
    """Whoever gives the command."""
    command = ReceiveApplication(
        id=home.comity.chance.id("rdr"), kind=ApplicationKind.ACCESS, by=Applicant.PERSON, language=Language("en"),
        form=FORM, secret_digest="0" * 64, enclosures=(PDF,),
    )  # fmt: skip
    with pytest.raises(CommandRefused) as refused:
        home.comity.path.execute(Order(by=PUBLIC, command=command))
    assert [fault.path for fault in refused.value.errors] == ["$.form.enclosures"]
