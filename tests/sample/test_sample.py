"""The sample organisation: what a visitor finds in it, and that all of it came down the one path."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from comity.adapters.surroundings import SetClock
from comity.app import ledgering
from comity.app.comity import Comity
from comity.app.look import Look
from comity.app.replaying import differences
from comity.bootstrap import close, open_comity
from comity.cli.main import run
from comity.compliance.check import Disposition, check
from comity.governance.offices import APPOINTABLE
from comity.notices import events as e
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Answer, Ground, Kind, State, Treatment
from comity.sample.making import make_sample
from comity.settings import Settings

MADE = datetime(2026, 11, 21, 12, tzinfo=UTC)
ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, made once for all tests here."""
    found = tmp_path_factory.mktemp("sample") / "data"
    make_sample(Settings(data=found), MADE, ADDRESS)
    return found


@pytest.fixture(scope="module")
def sample(folder: Path) -> Iterator[Comity]:
    comity = open_comity(Settings(data=folder), SetClock(MADE))
    yield comity
    close(comity)


@pytest.fixture
def look(sample: Comity) -> Iterator[Look]:
    with sample.look() as found:
        yield found


def states(look: Look, what: str) -> Counter[str]:
    return Counter(row.row.state for row in look.reader.registers(what))


def test_requests_and_notices_are_in_every_state_that_lasts(look: Look) -> None:
    """Approval is passed through; all else can be found, and about 340 notices were published."""
    passing = {State.NEW, State.APPROVED, State.APPROVED_IN_PART, State.APPROVED_AS_OTHER_KIND}
    of_request = {s.value for s in (*list(State)[:13], State.LAPSED, State.DISCARDED, State.ENDED, State.ERASED)}
    of_request -= {state.value for state in (*passing, State.SUSPENDED, State.BLOCKED)}
    assert of_request <= {*states(look, "request"), "withdrawn"}
    ends = {"achieved", "withdrawn", "cancelled", "expired"}
    assert {"published", "suspended", "blocked", *ends} == set(states(look, "notice"))
    assert 300 <= sum(states(look, "notice").values()) <= 400
    assert {"silent", "treated", "found"} == set(states(look, "dealing"))


def test_every_kind_is_there_and_two_hundred_notices_are_public(look: Look) -> None:
    """The red, the yellow and the United Nations' list of the public interface are never empty."""
    rows = [found.row for found in look.reader.registers("notice")]
    assert {row.kind for row in rows} == {kind.value for kind in Kind}
    public = Counter(row.kind for row in rows if row.public)
    assert sum(public.values()) >= 200
    assert min(public["red"], public["yellow"], public["special"]) >= 10


def test_what_can_happen_has_happened(look: Look) -> None:
    """Each ground of refusal, each treatment, answers of every sort, urgent cases, splits, amendments, objections."""
    events = [act.event for act in look.all_acts()]
    refused = {event.ground for event in events if isinstance(event, e.ReviewDecided) and event.ground}
    assert refused >= set(Ground) - {Ground.LEGAL_REVIEW}
    assert {event.treatment for event in events if isinstance(event, e.TreatmentRecorded)} == set(Treatment)
    assert {event.answer for event in events if isinstance(event, e.AnswerRecorded)} == set(Answer)
    assert {
        "ReviewEscalated",
        "NoticeAmended",
        "ObjectionRaised",
        "SecondLookAsked",
        "RetentionExtended",
        "ExtractRetracted",
        "CirculationRestricted",
        "ReconsiderationAsked",
        "ApplicationReceived",
        "ReleasePublished",
        "MeasureImposed",
        "SilenceReminded",
    } <= {type(event).__name__ for event in events}


def test_reviews_are_open_with_deadlines_before_and_behind_them(look: Look) -> None:
    """A reviewer who tries the queue finds late cases, urgent ones and such as have time."""
    due = [row.row.due for row in look.reader.registers("review") if row.row.state == "open"]
    late = [moment for moment in due if moment and moment < MADE]
    assert len(due) >= 10
    assert 2 <= len(late) < len(due)


def test_a_member_keeps_a_campaign_of_a_hundred(look: Look) -> None:
    """Some came back, some were found and then ignored, most are still sought."""
    (campaign,) = [look.typed(row).state for row in look.reader.registers("campaign")]
    found = Counter(look.find("notice", notice).state.state.value for notice in campaign.notices)  # type: ignore[union-attr]
    assert len(campaign.notices) == 100
    assert found["achieved"] >= 15
    assert found["published"] >= 60


def test_every_office_is_filled_and_no_one_is_real(look: Look, folder: Path) -> None:
    """Twelve members, all offices, a token for each person, and for all but machines the keys to a desk."""
    organisation = look.organisation()
    assert len(organisation.members) == 12
    assert all(re.fullmatch("X[A-JLM]", member) for member in organisation.members)
    demo = json.loads((folder / "demo.json").read_bytes())
    assert (folder / "demo.json").stat().st_mode & 0o777 == 0o600
    assert demo["base_url"] == ADDRESS
    assert {person["office"] for person in demo["people"]} == {office.value for office in APPOINTABLE}
    assert len({person["token"] for person in demo["people"]}) == len(demo["people"])
    machines = {person["office"] for person in demo["people"] if person["password"] is None}
    assert machines == {"border_service"}
    secrets = [person["totp_secret"] for person in demo["people"] if person["password"]]
    assert len(set(secrets)) == len(secrets) > 40


def test_published_red_requests_come_in_four_languages_and_bear_the_checks(look: Look) -> None:
    """What stands published would not be sent back or refused today, but for what reviewers decided knowingly."""
    languages, sent_back = Counter[str](), []
    for row in look.reader.registers("notice"):
        state = look.typed(row).state
        if state.state is not State.PUBLISHED or state.kind is not Kind.RED:
            continue
        body = look.opened(state.body, NoticeRequest)
        languages[body.language] += 1
        if check(body, None, MADE.date()).disposition in (Disposition.RETURN, Disposition.REFUSE):
            sent_back.append(body.reference)
    assert set(languages) == {"ar", "en", "es", "fr"}
    assert len(sent_back) <= 5, sent_back


def test_the_ledger_holds_and_the_acts_lead_to_the_register(sample: Comity, look: Look) -> None:
    """The sample is no shortcut: it verifies like any other organisation."""
    assert ledgering.verify(sample).holds
    assert list(differences(look)) == []


def test_the_demo_starts_again_on_what_is_there(folder: Path, tmp_path: Path) -> None:
    """A second start makes nothing anew, serves on the address it says, and stops with status 0."""
    data = shutil.copytree(folder, tmp_path / "data")
    before = (data / "organisation.json").read_bytes()
    port = "18431"
    command = [sys.executable, "-m", "comity", "demo", "--port", port, "--no-browser", "--data", str(data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        address = f"http://127.0.0.1:{port}"
        assert address in process.stdout.readline()
        assert json.loads((data / "demo.json").read_bytes())["base_url"] == address
        transport = httpx.HTTPTransport(retries=20)
        with httpx.Client(transport=transport, base_url=address, timeout=60) as client:
            token = json.loads((data / "demo.json").read_bytes())["people"][0]["token"]
            me = client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
            assert me.status_code == 200
            assert client.get("/notices/v1/un").json()["total"] == 12
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
        assert (data / "organisation.json").read_bytes() == before
    finally:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
        process.communicate()


def test_the_figures_are_verified_and_printed_or_packed(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The newest quarter as text of a hundred columns, with a member's reply; all quarters as a package."""
    assert run(["figures", "--data", str(folder)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Figures of 2026-Q3")
    assert "Reply of XC" in told
    assert max(map(len, told.splitlines())) <= 100
    assert run(["figures", "--package", str(tmp_path / "package"), "--data", str(folder)]) == 0
    assert {"codebook.json", "datapackage.json"} <= {path.name for path in (tmp_path / "package").iterdir()}
    assert run(["figures", "1999-Q1", "--data", str(folder)]) == 2


def test_todays_rules_are_replayed_on_what_is_in_force(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sample has a notice whose extract should have ended, and little else that would fail."""
    assert run(["rules", "replay", "--data", str(folder)]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    failing, of = map(int, re.findall(r"\d+", last)[:2])
    assert 1 <= failing <= 10 < of


@pytest.mark.long
def test_the_same_day_gives_the_same_sample(sample: Comity, tmp_path: Path) -> None:
    """But for keys and secrets, the acts are the same: times, streams, kinds and numbers."""
    make_sample(Settings(data=tmp_path / "data"), MADE, ADDRESS)
    again = open_comity(Settings(data=tmp_path / "data"), SetClock(MADE))
    with sample.look() as one, again.look() as other:
        first = [(act.seq, act.at, act.stream_id, type(act.event)) for act in one.all_acts()]
        second = [(act.seq, act.at, act.stream_id, type(act.event)) for act in other.all_acts()]
    close(again)
    assert first == second
