"""A small consolidated list with fictional persons, whole or with one thing wrong."""

import io
from collections.abc import Callable

import pytest

from comity.adapters.un.entry import UnEntry, UnList
from comity.adapters.un.reader import read_un_stream

PERSON = """\
    <INDIVIDUAL>
      <DATAID>900001</DATAID>
      <VERSIONNUM>1</VERSIONNUM>
      <FIRST_NAME>ILYA</FIRST_NAME>
      <SECOND_NAME>PETR</SECOND_NAME>
      <THIRD_NAME>MAREK</THIRD_NAME>
      <UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE>
      <REFERENCE_NUMBER>QDi.901 </REFERENCE_NUMBER>
      <LISTED_ON>2015-07-01-04:00</LISTED_ON>
      <NAME_ORIGINAL_SCRIPT>Марек Илья</NAME_ORIGINAL_SCRIPT>
      <COMMENTS1>Keeper of the
        lists. Father’s name is Petr Marek. Gender: male.
        Physical description: eye colour: brown; height: 181 cm.</COMMENTS1>
      <TITLE><VALUE>Dr.</VALUE></TITLE>
      <DESIGNATION><VALUE>Treasurer</VALUE><VALUE>Clerk</VALUE></DESIGNATION>
      <NATIONALITY><VALUE>Norway</VALUE><VALUE>na</VALUE></NATIONALITY>
      <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
      <LAST_DAY_UPDATED><VALUE>2016-10-13</VALUE><VALUE/></LAST_DAY_UPDATED>
      <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Elias Marrick; Elia Marik</ALIAS_NAME></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS>
        <QUALITY>Low</QUALITY>
        <ALIAS_NAME>The Clerk</ALIAS_NAME>
        <DATE_OF_BIRTH>1972</DATE_OF_BIRTH>
        <CITY_OF_BIRTH>Bergen</CITY_OF_BIRTH>
        <COUNTRY_OF_BIRTH>Norway</COUNTRY_OF_BIRTH>
        <NOTE>original script: Писарь</NOTE>
      </INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ADDRESS>
        <STREET>Storgata 1</STREET><CITY>Oslo</CITY><COUNTRY>Norway</COUNTRY><NOTE>as of June 2016</NOTE>
      </INDIVIDUAL_ADDRESS>
      <INDIVIDUAL_DATE_OF_BIRTH>
        <TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1970</FROM_YEAR><TO_YEAR>1973</TO_YEAR>
        <NOTE>Approximately</NOTE>
      </INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1969</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Veld</CITY><COUNTRY>former Soviet Union</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
      <INDIVIDUAL_DOCUMENT>
        <TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>
        <NUMBER>Norwegian passport No. K1234567</NUMBER>
        <ISSUING_COUNTRY>Norway</ISSUING_COUNTRY>
        <DATE_OF_ISSUE>2001-02-03</DATE_OF_ISSUE>
        <CITY_OF_ISSUE>Milan</CITY_OF_ISSUE>
        <COUNTRY_OF_ISSUE>Italy</COUNTRY_OF_ISSUE>
        <NOTE>expired on 2 Feb. 2011</NOTE>
      </INDIVIDUAL_DOCUMENT>
      <INDIVIDUAL_DOCUMENT>
        <TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NOTE>under the name of Marrick</NOTE>
      </INDIVIDUAL_DOCUMENT>
      <INDIVIDUAL_DOCUMENT/>
      <SORT_KEY/>
      <SORT_KEY_LAST_MOD/>
    </INDIVIDUAL>
"""

ENTITY = """\
    <ENTITY>
      <DATAID>900002</DATAID>
      <VERSIONNUM>1</VERSIONNUM>
      <FIRST_NAME>VELD SHIPPING LTD</FIRST_NAME>
      <UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
      <REFERENCE_NUMBER>KPe.901</REFERENCE_NUMBER>
      <LISTED_ON>2014-07-28</LISTED_ON>
      <COMMENTS1>IMO number: 5342899. Registered company number: HE 02142819X</COMMENTS1>
      <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
      <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Orsk Lines</ALIAS_NAME></ENTITY_ALIAS>
      <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>VSL</ALIAS_NAME></ENTITY_ALIAS>
      <ENTITY_ADDRESS><CITY>Port Veld</CITY><ZIP_CODE>0101</ZIP_CODE></ENTITY_ADDRESS>
      <SORT_KEY/>
      <SORT_KEY_LAST_MOD/>
    </ENTITY>
"""


def document(persons: str = PERSON, entities: str = ENTITY) -> str:
    """Return a list with these entries; the first person begins on line 4."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z">
  <INDIVIDUALS>
{persons}  </INDIVIDUALS>
  <ENTITIES>
{entities}  </ENTITIES>
</CONSOLIDATED_LIST>
"""


@pytest.fixture
def whole() -> str:
    """The list as XML, nothing wrong with it."""
    return document()


@pytest.fixture
def read() -> Callable[[str | bytes], UnList]:
    """Read a list from text or bytes."""

    def reading(xml: str | bytes) -> UnList:
        return read_un_stream(io.BytesIO(xml.encode() if isinstance(xml, str) else xml))

    return reading


@pytest.fixture
def person(read: Callable[[str | bytes], UnList], whole: str) -> UnEntry:
    """The fictional person of the list."""
    return read(whole).entries[0]


@pytest.fixture
def entity(read: Callable[[str | bytes], UnList], whole: str) -> UnEntry:
    """The fictional entity of the list."""
    return read(whole).entries[1]
