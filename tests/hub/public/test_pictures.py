"""Public pictures: pixels alone, under numbers of their own, as long as their notice shows them."""

from itertools import pairwise
from typing import Any

import pytest
from tests.house import House
from tests.hub.public.site import LEAVE, PNG, Site, public, shown, site, upload
from tests.photographs import SECRETS, bomb, telling

from comity.app.published import picture_id
from comity.hub.public.shapes import ROOT
from comity.kernel.codes import Country
from comity.kernel.hashing import sha256_hex
from comity.notices import commands as c
from comity.notices.access import PictureFault, ReceiveUpload
from comity.notices.vocabulary import Ground
from comity.sample.pictures import silhouette

TELLING = telling()


def with_photographs(*digests: str, **changes: Any) -> Any:
    return public({"photographs": [{"sha256": digest, "quality": "good"} for digest in digests]}, **changes)


def addresses(site: Site, number: str) -> list[str]:
    """Return the addresses of the pictures of a red notice."""
    images = site.get(f"/red/{number.replace('/', '-')}/images")
    return [one["_links"]["self"]["href"].partition(ROOT)[2] for one in images["_embedded"]["images"]]


def number_of(home: House, notice: str) -> str:
    return str(home.state("notice", notice).number)


@pytest.mark.parametrize("form", ["JPEG", "JPEG with IPTC", "PNG", "WebP of several images", "GIF"])
def test_no_place_and_no_author_is_published(public_site: Site, form: str) -> None:
    """The public gets the pixels; who may open the file gets it as it came."""
    home, data = public_site.home, TELLING[form]
    notice = home.published(with_photographs(upload(home, "XA", data)))
    (address,) = addresses(public_site, number_of(home, notice))
    found = public_site.ask(address).content
    assert found == shown(data)
    assert not [secret for secret in SECRETS if secret in found]
    with home.comity.look() as look:
        (kept,) = look.children("file", look.reader.upload(sha256_hex(data), member="XA") or "")
        assert look.bytes_of(kept.state.data) == data


def test_a_picture_has_a_number_of_its_own_in_the_whole_service(public_site: Site) -> None:
    """Also the same photograph in two notices; each is a number that clients can keep, and counts nothing."""
    home = public_site.home
    faces = [upload(home, "XA", silhouette(number)) for number in range(4)]
    notices = [home.published(with_photographs(*faces, reference=f"XA/2026/{number}")) for number in range(3)]
    found = [address.rpartition("/")[2] for one in notices for address in addresses(public_site, number_of(home, one))]
    assert len(set(found)) == 12
    assert all(each == str(int(each)) and len(each) == 16 and int(each) < 2**53 for each in found)
    assert sorted(found) != found


def test_a_picture_keeps_its_number_when_another_is_taken_away(public_site: Site) -> None:
    """The first is struck by an amendment; the address of the second shows the same face as before."""
    home = public_site.home
    faces = [upload(home, "XA", silhouette(number)) for number in range(2)]
    notice = home.published(with_photographs(*faces))
    number = number_of(home, notice)
    _, second = addresses(public_site, number)
    new, by = home.comity.chance.id("req"), home.bureau["XA"]
    home.do(by, c.DraftRequest(id=new, body=with_photographs(faces[1]), amends=notice))
    home.do(by, c.SubmitRequest(id=new, despite="for the test"))
    for reviewer in home.reviewers[:2]:
        home.opine(reviewer, new)
    assert addresses(public_site, number) == [second]
    assert public_site.ask(second).content == shown(silhouette(1))


def test_a_number_comes_from_random_ids_and_from_nothing_else() -> None:
    """The same for ever, and without an order."""
    found = [picture_id("ntc_0000000000000001", f"cnt_{number:016}") for number in range(1000)]
    assert len(set(found)) == 1000
    assert found[0] == picture_id("ntc_0000000000000001", f"cnt_{0:016}")
    assert sum(one < other for one, other in pairwise(found)) in range(400, 600)


def test_a_photograph_that_cannot_be_read_is_left_out_alone_and_there_is_a_mark(public_site: Site) -> None:
    """A page, a bomb and a file cut short; the picture beside them is shown, and is the thumbnail."""
    home = public_site.home
    bad = [upload(home, "XA", data) for data in (b"<html><script>", bomb(20_000, 20_000), silhouette(2)[:-60])]
    notice = home.published(with_photographs(bad[0], upload(home, "XA", PNG), *bad[1:]))
    number = number_of(home, notice)
    (address,) = addresses(public_site, number)
    (entry,) = public_site.get("/red")["_embedded"]["notices"]
    assert entry["_links"]["thumbnail"]["href"].endswith(address)
    images = public_site.get(f"/red/{number.replace('/', '-')}/images")
    assert images["left_out"] == 3
    home.do(home.bureau["XA"], c.AchievePurpose(id=notice))
    alone = home.published(with_photographs(bad[0], reference="XA/2026/99"))
    assert addresses(public_site, number_of(home, alone)) == []
    (entry,) = public_site.get("/red")["_embedded"]["notices"]
    assert "thumbnail" not in entry["_links"]


@pytest.mark.parametrize("asked", ["1", "0", "x", "9" * 16, "٢", "1000000000000000"])
def test_a_number_that_was_not_given_shows_nothing(public_site: Site, asked: str) -> None:
    """Nor does one of another notice."""
    home = public_site.home
    one, two = (
        home.published(with_photographs(upload(home, "XA", silhouette(number)), reference=f"XA/2026/{number}"))
        for number in range(2)
    )
    here, there = (number_of(home, notice).replace("/", "-") for notice in (one, two))
    (address,) = addresses(public_site, number_of(home, two))
    assert public_site.ask(f"/red/{here}/images/{asked}").status_code == 404
    assert public_site.ask(address.replace(there, here)).status_code == 404


def test_what_is_not_authorised_shows_no_picture(public_site: Site) -> None:
    """An extract without photographs has none, and does not say how many there would be."""
    home = public_site.home
    leave = LEAVE | {"fields": ["family_name"]}
    notice = home.published(with_photographs(upload(home, "XA", PNG), public_extract=leave))
    images = public_site.get(f"/red/{number_of(home, notice).replace('/', '-')}/images")
    assert (images["_embedded"]["images"], images["left_out"]) == ([], 0)


def test_files_of_earlier_folders_are_examined_by_the_clock_and_shown_clean(both: House) -> None:
    """A folder of before has photographs without a public picture: none is shown as it came, and soon all are shown."""
    for data in (TELLING["JPEG"], b"%PDF-1.7 warrant"):
        both.do(both.bureau["XA"], ReceiveUpload(id=both.comity.chance.id("upl"), member=Country("XA"), data=data))
    notice = both.published(with_photographs(sha256_hex(TELLING["JPEG"])))
    number = number_of(both, notice)
    with site(both) as before:
        assert addresses(before, number) == []
        assert before.get(f"/red/{number.replace('/', '-')}/images")["left_out"] == 1
    assert both.round().done["ExamineUpload"] == 2
    with site(both) as after:
        (address,) = addresses(after, number)
        assert after.ask(address).content == shown(TELLING["JPEG"])
        assert after.get(f"/red/{number.replace('/', '-')}/images")["left_out"] == 0
    assert "ExamineUpload" not in both.round().done
    with both.comity.look() as look:
        upload = look.reader.upload(sha256_hex(b"%PDF-1.7 warrant"), member="XA") or ""
        (paper,) = look.children("file", upload)
        assert paper.state.fault is PictureFault.NO_PICTURE


def test_a_picture_that_the_clock_examines_is_seen_by_a_worker_that_runs(public_site: Site) -> None:
    """The list of a worker that was there before gets its thumbnail, without a new start."""
    home = public_site.home
    home.do(home.bureau["XA"], ReceiveUpload(id=home.comity.chance.id("upl"), member=Country("XA"), data=PNG))
    home.published(with_photographs(sha256_hex(PNG)))
    assert "thumbnail" not in public_site.get("/red")["_embedded"]["notices"][0]["_links"]
    home.round()
    assert "thumbnail" in public_site.get("/red")["_embedded"]["notices"][0]["_links"]


@pytest.mark.parametrize("examined", ["at the upload", "by the clock"])
def test_an_end_erases_the_public_picture_with_the_file(both: House, examined: str) -> None:
    """Content and key of both; no erased picture is left that the ledger does not speak of."""
    if examined == "at the upload":
        upload(both, "XA", PNG)
    else:
        both.do(both.bureau["XA"], ReceiveUpload(id=both.comity.chance.id("upl"), member=Country("XA"), data=PNG))
        both.round()
    notice = both.published(with_photographs(sha256_hex(PNG)))
    with both.comity.look() as look:
        (kept,) = look.children("file", look.reader.upload(sha256_hex(PNG), member="XA") or "")
    both.do(both.bureau["XA"], c.WithdrawNotice(id=notice, ground=Ground.LEGAL_BASIS_GONE))
    with both.comity.look() as look:
        left = look.reader.content_ids()
        assert not {kept.state.data.id, kept.state.picture.id} & left
        assert left == set(both.comity.vault.ids())
        assert look.reader.unexamined_uploads(10) == []


def test_an_upload_that_no_request_uses_goes_with_its_picture(both: House) -> None:
    """After a week, by the clock."""
    upload(both, "XA", PNG)
    both.later(days=8)
    assert both.round().done["DropUpload"] == 1
    with both.comity.look() as look:
        assert look.reader.content_ids() == set(both.comity.vault.ids())
        assert not look.reader.unexamined_uploads(10)
