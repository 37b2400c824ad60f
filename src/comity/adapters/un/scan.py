"""Reading the XML of the consolidated list: hostile or foreign XML is refused, nothing is passed over in silence.

`scan` streams the file once through expat. A document type, an entity, an external reference, an element,
attribute or text that the list does not have, and text beyond its bound each raise `UnusableInput` with the line.
"""

from collections.abc import Callable
from typing import BinaryIO, NoReturn
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, InputSource

import msgspec
from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from comity.kernel.errors import Fault, UnusableInput

WHAT = "consolidated list of the Security Council"
MAX_TEXT = {"COMMENTS1": 100_000}
"""The bound of an element in characters; of all others it is `MAX_LINE`."""
MAX_LINE = 2_000
ROOT = "CONSOLIDATED_LIST"
_GROUPS = {"INDIVIDUALS": "INDIVIDUAL", "ENTITIES": "ENTITY"}
_VALUES = ("TITLE", "DESIGNATION", "NATIONALITY", "LIST_TYPE", "LAST_DAY_UPDATED")
_COMMON = """DATAID VERSIONNUM FIRST_NAME UN_LIST_TYPE REFERENCE_NUMBER LISTED_ON COMMENTS1 NAME_ORIGINAL_SCRIPT
    LIST_TYPE LAST_DAY_UPDATED SORT_KEY SORT_KEY_LAST_MOD"""
_PLACE = "STREET CITY STATE_PROVINCE ZIP_CODE COUNTRY NOTE"
_CHILDREN: dict[str, frozenset[str]] = {
    parent: frozenset(children.split())
    for parent, children in {
        "": ROOT,
        ROOT: " ".join(_GROUPS),
        **_GROUPS,
        "INDIVIDUAL": f"""{_COMMON} SECOND_NAME THIRD_NAME FOURTH_NAME GENDER TITLE DESIGNATION NATIONALITY
            INDIVIDUAL_ALIAS INDIVIDUAL_ADDRESS INDIVIDUAL_DATE_OF_BIRTH INDIVIDUAL_PLACE_OF_BIRTH
            INDIVIDUAL_DOCUMENT""",
        "ENTITY": f"{_COMMON} ENTITY_ALIAS ENTITY_ADDRESS",
        **dict.fromkeys(_VALUES, "VALUE"),
        "INDIVIDUAL_ALIAS": "QUALITY ALIAS_NAME DATE_OF_BIRTH CITY_OF_BIRTH COUNTRY_OF_BIRTH NOTE",
        "ENTITY_ALIAS": "QUALITY ALIAS_NAME NOTE",
        "INDIVIDUAL_ADDRESS": _PLACE,
        "ENTITY_ADDRESS": _PLACE,
        "INDIVIDUAL_PLACE_OF_BIRTH": _PLACE,
        "INDIVIDUAL_DATE_OF_BIRTH": "TYPE_OF_DATE DATE YEAR FROM_YEAR TO_YEAR NOTE",
        "INDIVIDUAL_DOCUMENT": """TYPE_OF_DOCUMENT TYPE_OF_DOCUMENT2 NUMBER ISSUING_COUNTRY DATE_OF_ISSUE
            CITY_OF_ISSUE COUNTRY_OF_ISSUE NOTE""",
    }.items()
}
_ROOT_ATTRIBUTES = {"dateGenerated", "xmlns:xsi", "xsi:noNamespaceSchemaLocation"}


class Leaf(msgspec.Struct, frozen=True):
    """The text of an element, its white space made single spaces, and the line on which it begins."""

    text: str
    line: int


class Group(msgspec.Struct, frozen=True):
    """An element with elements inside it; `path` names it in the manner of XPath."""

    tag: str
    path: str
    line: int
    leaves: dict[str, list[Leaf]]
    groups: dict[str, list["Group"]]


def fault(path: str, line: int, message: str) -> Fault:
    """Return the fault of an element, with the line at which it stands."""
    return Fault(path, f"line {line}: {message}")


def scan(stream: BinaryIO, each: Callable[[Group], None]) -> Leaf:
    """Hand each entry of the list in `stream` to `each`, in order; return the root's `dateGenerated`."""
    handler = _Handler(each)
    parser = DefusedExpatParser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    parser.setContentHandler(handler)
    source = InputSource()
    source.setByteStream(stream)
    try:
        parser.parse(source)
    except DefusedXmlException:
        handler.refuse("", "a document type or entity is declared, which this list never does: it may be hostile")
    except SAXException as error:
        handler.refuse("", f"it is not whole, well-formed XML in its stated encoding: {error.getMessage()}")
    except (LookupError, ValueError) as error:
        handler.refuse("", f"its encoding cannot be read: {error}")
    assert handler.generated is not None
    return handler.generated


class _Handler(ContentHandler):
    """Follows the elements that the list has; holds one entry at a time."""

    def __init__(self, each: Callable[[Group], None]) -> None:
        super().__init__()
        self.each = each
        self.generated: Leaf | None = None
        self.open: list[Group] = []
        self.leaf: str | None = None
        self.leaf_line = 0
        self.text: list[str] = []
        self.length = 0
        self.counts: dict[str, int] = {}

    @property
    def line(self) -> int:
        """The line being read, counted from 1."""
        return int(self._locator.getLineNumber()) if self._locator else 1  # type: ignore[attr-defined]

    def refuse(self, name: str, message: str) -> NoReturn:
        base = self.open[-1].path if self.open else ""
        path = "/".join(part for part in (base, self.leaf or "", name) if part) or ROOT
        detail = f"The {WHAT} cannot be used: {path}, line {self.line}: {message}."
        raise UnusableInput(detail, [fault(path, self.line, message)])

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  (the name of SAX)
        if self.leaf or name not in _CHILDREN[self.open[-1].tag if self.open else ""]:
            self.refuse(name, f"the element {name[:60]} does not belong here")
        unknown = set(attrs.getNames()) - (_ROOT_ATTRIBUTES if name == ROOT else set())
        if unknown:
            self.refuse(name, f"the attribute {min(unknown)[:60]} does not belong here")
        if name == ROOT:
            self.generated = Leaf(attrs.get("dateGenerated", ""), self.line)
        if name in _CHILDREN:
            self.open.append(Group(name, self._path(name), self.line, {}, {}))
        else:
            self.leaf, self.leaf_line, self.text, self.length = name, self.line, [], 0

    def _path(self, name: str) -> str:
        if not self.open:
            return name
        place = ""
        if name in _GROUPS.values():
            self.counts[name] = self.counts.get(name, 0) + 1
            place = f"[{self.counts[name]}]"
        return f"{self.open[-1].path}/{name}{place}"

    def characters(self, content: str) -> None:
        if self.leaf:
            self.text.append(content)
            self.length += len(content)
            bound = MAX_TEXT.get(self.leaf, MAX_LINE)
            if self.length > bound:
                self.refuse("", f"the text is longer than {bound} characters")
        elif content.strip():
            self.refuse("", "there is text where only elements belong")

    def endElement(self, name: str) -> None:  # noqa: N802
        if self.leaf:
            text = " ".join("".join(self.text).split())
            same = self.open[-1].leaves.setdefault(name, [])
            if same and name != "VALUE":
                self.refuse("", "this element stands twice")
            same.append(Leaf(text, self.leaf_line))
            self.leaf = None
            return
        group = self.open.pop()
        if name in _GROUPS.values():
            self.each(group)
        elif self.open and name not in _GROUPS:
            self.open[-1].groups.setdefault(name, []).append(group)
