"""How an officer writes a request for a red notice: from page to page of the form, by what the labels say."""

import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, expect


@dataclass(frozen=True)
class Text:
    label: str
    value: str

    def answer(self, page: Page) -> None:
        page.get_by_label(self.label, exact=True).fill(self.value)


@dataclass(frozen=True)
class Choice:
    """One of several, or several of them, under a question."""

    question: str
    option: str

    def answer(self, page: Page) -> None:
        page.get_by_role("group", name=self.question).get_by_label(self.option, exact=True).check()


@dataclass(frozen=True)
class Pick:
    """An entry of a list that opens."""

    label: str
    option: str

    def answer(self, page: Page) -> None:
        page.get_by_label(self.label, exact=True).select_option(label=self.option)


@dataclass(frozen=True)
class Day:
    question: str
    day: str
    month: str
    year: str

    def answer(self, page: Page) -> None:
        group = page.get_by_role("group", name=self.question, exact=True)
        for word, value in (("Day", self.day), ("Month", self.month), ("Year", self.year)):
            group.get_by_label(word, exact=True).fill(value)


@dataclass(frozen=True)
class File:
    label: str
    name: str
    kind: str
    data: bytes
    folder: Path | None = None
    """Where it lies for the browser to read: through the driver a large file takes most of a minute."""

    def answer(self, page: Page) -> None:
        field = page.get_by_label(self.label)
        if self.folder is None:
            field.set_input_files({"name": self.name, "mimeType": self.kind, "buffer": self.data})
        else:
            (self.folder / self.name).write_bytes(self.data)
            field.set_input_files(self.folder / self.name)


Judge = Callable[[Page], None]
Answer = Text | Choice | Pick | Day | File


@dataclass(frozen=True)
class Entry:
    """One of a list, written on a page of its own behind the button `add`."""

    add: str
    answers: Sequence[Answer]


def picture(side: int = 60) -> bytes:
    """Return a PNG of a grey face-like gradient, `side` pixels wide."""
    rows = b"".join(b"\0" + bytes((x * 3 + y) % 256 for x in range(side)) for y in range(side))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


PAPER: Final = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
)
FACTS: Final = (
    "Between 3 March and 9 June 2024, in Veld, Osric Tarvel sold shares in a building that did not exist to eleven "
    "buyers. He showed them a forged permit, took USD 410,000 in deposits into his own account and left the country."
)
AUTHORITY: Final = (
    Text("Requesting authority", "District Court of Veld"),
    Text("Reference of that authority", "KT 77/25"),
    Text("How to reach it", "Registry, 4 Mill Street, Veld"),
)
ANSWERABLE: Final = (
    Text("Officer who validated the request", "Officer 114"),
    Text("Whom to call, day and night", "Duty desk of the bureau"),
)
"""What `REQUEST` leaves out, so that there is something to mend: who answers for the request."""
REQUEST: Final[Mapping[str, Sequence[Answer | Entry]]] = {
    "Name and sex": (Text("Family name", "Tarvel"), Text("Forenames", "Osric Bela"), Choice("Sex", "Male")),
    "Birth": (Day("Date of birth", "", "5", "1971"), Text("Place of birth", "Veld")),
    "Nationality, languages and occupation": (Pick("Nationalities 1", "Member XB"),),
    "Position in public life": (Choice("Is or was the person any of these?", "None of these"),),
    "Identity documents": (
        Entry("Add a document", (Text("Kind of document", "Passport"), Text("Number", "K7654321"))),
    ),
    "Description": (Text("Height", "181"), Choice("Eyes", "Brown")),
    "Photographs": (
        Entry(
            "Add a photograph", (File("File", "face.png", "image/png", picture()), Choice("How good is it?", "Good"))
        ),
    ),
    "Stage of the proceedings": (Choice("What is the person wanted for?", "To be prosecuted"),),
    "The facts": (
        Text("What happened", FACTS),
        Text("Where", "Veld"),
        Pick("In which country", "Member XA"),
        Day("First day of the facts", "3", "3", "2024"),
        Day("Last day of the facts", "9", "6", "2024"),
    ),
    "Charges": (
        Entry(
            "Add a charge",
            (
                Text("Name of the offence", "Fraud"),
                Text("Law that covers it", "Criminal Code, s. 271"),
                Pick("Kind of offence", "Fraud"),
                Choice("Highest penalty", "Imprisonment for a term"),
                Text("Longest term", "120"),
                Choice("Can death be imposed for it?", "No"),
            ),
        ),
    ),
    "Warrant or judicial decision": (
        Text("Reference of the warrant", "W-91/2025"),
        Text("Issued by", "District Court of Veld"),
        Day("Issued on", "15", "1", "2025"),
        Choice("Is it a judicial authority?", "Yes"),
    ),
    "Assurances": (
        Choice("Will extradition be sought", "Yes"),
        Choice("Does the authority that makes requests", "Yes"),
    ),
    "Why it matters to other members": (Text("Why does this matter to other members?", "Last seen entering XC."),),
    "Attachments": (
        Entry(
            "Add an attachment",
            (
                File("File", "warrant.pdf", "application/pdf", PAPER),
                Text("Title", "Warrant W-91/2025"),
                Choice("What is it?", "Warrant or judicial decision"),
                Pick("Language", "English"),
            ),
        ),
    ),
}
"""What is answered on each page, by its heading; the pages that are not here are passed by."""


def begin(page: Page, reference: str) -> None:
    """Start a request for a red notice and arrive at its task list."""
    page.goto("/bureau/requests")
    page.get_by_role("button", name="Start a request").click()
    page.get_by_label("Red notice").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Your reference").fill(reference)
    page.get_by_label("Language of the request").select_option(label="English")
    page.get_by_role("group", name="How is it to be sent?").get_by_label("A notice", exact=True).check()
    page.get_by_role("button", name="Begin the draft").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Write the request")


def write(page: Page, judge: Judge, said: Mapping[str, Sequence[Answer | Entry]] = REQUEST) -> set[str]:
    """Go through the form from its first page to the task list again; return the headings that were answered.

    `judge` looks at each page before it is answered.
    """
    page.locator("main .govuk-task-list__link").first.click()
    met: set[str] = set()
    while (heading := page.get_by_role("heading", level=1).inner_text()) != "Write the request":
        judge(page)
        for each in said.get(heading, ()):
            met.add(heading)
            if isinstance(each, Entry):
                page.get_by_role("button", name=each.add).click()
                judge(page)
                fill(page, each.answers)
                page.get_by_role("button", name="Save", exact=True).click()
            else:
                each.answer(page)
        page.get_by_role("button", name="Save and continue").click()
    return met


def fill(page: Page, answers: Sequence[Answer]) -> None:
    """Answer the questions of one page."""
    for answer in answers:
        answer.answer(page)


def mend(page: Page, section: str, answers: Sequence[Answer]) -> None:
    """From what the checks say, follow the link to a section, answer it, and come back to the checks."""
    page.get_by_role("complementary").get_by_role("link", name=section).first.click()
    fill(page, answers)
    page.get_by_role("button", name="Save and come back later").click()
    page.get_by_role("button", name="Check your request").click()


def started(page: Page, reference: str) -> str:
    """Begin a request and return the address of its draft."""
    begin(page, reference)
    return page.url.removesuffix("/tasks")
