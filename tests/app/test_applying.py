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


def test_documents_of_a_second_sending_are_added_to_the_same_application(both: House) -> None:
    """A first sending that seemed to fail has the application; the second brings what is missing, once each."""
    first = applied(both, (PDF,), "b\0k")
    assert (first.documents, applied(both, (), "b\0k").documents) == (1, 1)
    again = applied(both, (PDF + b"2", PDF), "b\0k")
    assert (again.reference, again.secret, again.documents) == (first.reference, first.secret, 2)
    assert applied(both, (PDF, PDF + b"2", PDF + b"3"), "b\0k").documents == 3
    (application,) = ids(both)
    with both.comity.look() as look:
        found = look.find("application", application)
        assert found
        shown = views.view(look, found).form
        assert shown
        assert [each.size for each in shown.enclosures or ()] == [len(PDF), len(PDF) + 1, len(PDF) + 1]
        assert [views.enclosure(look, found, place)[1] for place in (1, 2, 3)] == [PDF, PDF + b"2", PDF + b"3"]


def test_another_text_under_the_same_sending_is_another_application(home: House) -> None:
    """Nothing that was written is dropped because something else was sent from the same page."""
    first = applied(home, (), "b\0k")
    other = applied(home, (), "b\0k", msgspec.structs.replace(FORM, statement="Please erase notice 2025/17."))
    assert first.reference != other.reference
    assert len(ids(home)) == 2


def test_documents_beyond_the_limit_are_refused_and_none_is_dropped_in_silence(home: House) -> None:
    """Eight in all, whatever came first."""
    applied(home, tuple(PDF + bytes([each]) for each in range(6)), "b\0k")
    with pytest.raises(CommandRefused) as refused:
        applied(home, tuple(PDF + bytes([each]) for each in range(6, 9)), "b\0k")
    assert [fault.path for fault in refused.value.errors] == ["$.enclosures"]
    with home.comity.look() as look:
        found = look.find("application", ids(home)[0])
        assert found
        assert len(found.state.enclosures) == 6


def test_proof_of_identity_sent_later_is_named_as_such(home: House) -> None:
    """The commission sees one form, as if all had come at once."""
    applied(home, (), "b\0k")
    named = enclosure(Paper.IDENTITY, "passport.pdf", PDF)
    assert named
    whole = msgspec.structs.replace(FORM, enclosures=[named], identity=named.sha256)
    apply(home.comity, ApplicationKind.ACCESS, Applicant.PERSON, Language("en"), whole, (PDF,), sending="b\0k")
    with home.comity.look() as look:
        found = look.find("application", ids(home)[0])
        assert found
        assert views.view(look, found).form == whole
