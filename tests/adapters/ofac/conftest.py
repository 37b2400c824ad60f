"""A small list of OFAC with fictional persons, whole or with one thing wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from comity.adapters.ofac.reader import OfacList, read_ofac_list

SDN = (
    '9001,"MAREK, Ilya Petr","individual","XPROG","Treasurer",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"DOB 04 May 1971; alt. DOB 1972; POB Veld, Norway; nationality Norway; citizen Iran; Gender Male; '
    "Passport K1234567 (Norway) issued 03 Feb 2001 expires 02 Feb 2011; alt. Passport D 77 (Korea, North); "
    "National ID No. 040571-12345 (Norway); Phone Number 555 0100; a.k.a. 'THE CLERK'; "
    'Additional Sanctions Information - Subject to Something 5; Linked To: VELD SHIPPING LTD."\r\n'
    '9002,"VELD SHIPPING LTD",-0- ,"XPROG",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Registration Number HE 02142819 '
    '(Norway)."\r\n'
    '9003,"ORSK STAR","vessel","XPROG",-0- ,"LA5X",-0- ,-0- ,-0- ,"Norway",-0- ,'
    '"Vessel Registration Identification IMO 5342899."\r\n'
    "\x1a"
)
ALT = '9001,1,"aka","MARRICK, Elias",-0- \r\n9002,2,"fka","ORSK LINES","until 2014"\r\n\x1a'
ADD = (
    '9001,1,"Storgata 1","Oslo 0101","Norway",-0- \r\n9001,2,-0- ,-0- ,"Nowhere Land",-0- \r\n'
    "9002,3,-0- ,-0- ,-0- ,-0- \r\n"
)

Make = Callable[..., OfacList]


@pytest.fixture
def listed(tmp_path: Path) -> Make:
    """Write the files of a list, each as it is or as told, and read it; what is None is not written."""

    def make(
        sdn: str | bytes | None = SDN, alt: str | bytes | None = ALT, add: str | bytes | None = ADD, **more: str
    ) -> OfacList:
        for name, body in {"SDN": sdn, "alt": alt, "add": add, **more}.items():
            if body is not None:
                (tmp_path / f"{name}.csv").write_bytes(body.encode() if isinstance(body, str) else body)
        return read_ofac_list(tmp_path)

    return make
