"""A real organisation on the command line: founded, staffed, ruled and verified."""

import json
from pathlib import Path

import pytest

from comity.app import welcoming
from comity.app.founding import issue_token
from comity.cli.main import run
from comity.cli.opening import opened, person_named
from comity.governance import totp
from comity.governance.gate import proved, through


class Shell:
    """A command line over one data folder; `ok` must succeed, `bad` must be refused with one problem."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data, self.key, self._capsys = folder / "data", folder / "master.key", capsys

    def ok(self, *arguments: str) -> str:
        self._capsys.readouterr()
        status = run([*arguments, "--data", str(self.data)])
        captured = self._capsys.readouterr()
        assert status == 0, captured.err
        return captured.out

    def bad(self, *arguments: str, status: int = 2) -> str:
        self._capsys.readouterr()
        assert run([*arguments, "--data", str(self.data)]) == status
        captured = self._capsys.readouterr()
        assert captured.out == ""
        return str(json.loads(captured.err)["detail"])

    def init(self) -> str:
        names = ["--admin", "Ann Adams", "--admin-login", "ann", "--nationality", "XC"]
        return self.ok("init", "North", "--members", "XA,XB", "--master-key", str(self.key), *names)

    def entered(self, login: str) -> tuple[str, str]:
        """Let a person accept a new invitation and make a token in the session; return its secret and its id."""
        address = self.ok("people", "invite", login).strip()
        with opened(str(self.data)) as comity:
            offered = welcoming.welcome(comity, address.rpartition("/")[2])
            assert offered is not None
            code = totp.code_at(offered.totp_secret, int(comity.clock.now().timestamp()) // 30)
            _, session = welcoming.accept_by_password(comity, offered, "lantern-cobble-thistle-7", code, "a test")
            with comity.look() as look:
                by = proved(through(look.principal(offered.person), session.id))
            issued = issue_token(comity, by, offered.person, 3)
        return issued.secret, issued.token


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    found = Shell(tmp_path, capsys)
    found.init()
    return found


def test_an_organisation_is_made_once_with_its_key_outside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first administrator's invitation is printed once; a second `init` is refused and changes nothing."""
    shell = Shell(tmp_path, capsys)
    told = shell.init()
    secret = told.splitlines()[-1].rpartition("/welcome/")[2]
    assert len(secret) >= 32
    assert shell.key.stat().st_mode & 0o777 == 0o600
    assert (shell.data / "comity.db").stat().st_mode & 0o777 == 0o600
    assert not any(secret.encode() in path.read_bytes() for path in shell.data.rglob("*") if path.is_file())
    before = shell.ok("people", "list")
    names = ["--members", "XA", "--master-key", str(shell.key), "--admin", "Eve", "--admin-login", "eve"]
    assert "already" in shell.bad("init", "South", *names)
    assert shell.ok("people", "list") == before
    inside = Shell(tmp_path / "inside", capsys)
    inside.key = inside.data / "master.key"
    names = ["--members", "XA", "--master-key", str(inside.key), "--admin", "Eve", "--admin-login", "eve"]
    assert "inside the data folder" in inside.bad("init", "South", *names)


def test_people_offices_and_tokens_are_kept(shell: Shell) -> None:
    """Offices that no one may hold together are refused, and so is a login that is taken."""
    shell.ok("people", "add", "Rob Reed", "rob", "--nationality", "XC")
    assert "taken" in shell.bad("people", "add", "Rob Other", "rob")
    shell.ok("offices", "fill", "rob", "reviewer", "--on-duty")
    assert "cannot be" in shell.bad("offices", "fill", "rob", "secretary_general")
    shell.ok("people", "ties", "rob", "--seconded-by", "XB")
    assert "(XB, XC)" in shell.ok("people", "list")
    assert "reviewer" in shell.ok("offices", "list")
    assert "for another person" in shell.bad("tokens", "issue", "rob", "--days", "3")
    shell.ok("people", "add", "Gate 4", "gate", "--member", "XA")
    shell.ok("offices", "fill", "gate", "border_service", "--member", "XA")
    secret = shell.ok("tokens", "issue", "gate", "--days", "3").strip()
    listed = shell.ok("tokens", "list", "gate")
    assert secret not in listed
    shell.ok("tokens", "revoke", "gate", listed.split()[0])
    assert shell.ok("tokens", "list", "gate") == ""
    shell.ok("offices", "leave", "rob", "reviewer")
    shell.ok("people", "remove", "rob")
    assert "rob" not in shell.ok("people", "list")
    assert "no one here has the login rob" in shell.bad("tokens", "list", "rob")


def test_commands_act_as_a_person_and_the_gate_decides(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that is unknown or revoked acts as nobody, and an office gives what its policies give."""
    shell.ok("people", "add", "Sue Stone", "sue")
    assert "No one holds the office" in shell.bad("measures", "impose", "XA", "warn", "--ground", "RPD 131")
    shell.ok("offices", "fill", "sue", "secretary_general")
    shell.ok("measures", "impose", "XA", "warn", "--ground", "RPD 131")
    assert shell.ok("members", "list").splitlines() == ["XA  warn", "XB"]
    assert "not a place in the law" in shell.bad("measures", "impose", "XB", "warn", "--ground", "XYZ 1")
    shell.ok("measures", "lift", "XA", "warn")
    assert "permits" in shell.bad("members", "admit", "XC", "--as", "sue")
    monkeypatch.setenv("COMITY_TOKEN", "forged")
    assert "unknown, expired or revoked" in shell.bad("members", "admit", "XC")
    monkeypatch.delenv("COMITY_TOKEN")
    secret, token = shell.entered("ann")
    monkeypatch.setenv("COMITY_TOKEN", secret)
    assert "XC is a member." in shell.ok("members", "admit", "XC")
    assert "password and code" in shell.bad("tokens", "issue", "ann")
    with opened(str(shell.data)) as comity, comity.look() as look:
        acts = [(act.actor, act.via) for act in look.all_acts()]
        ann = person_named(look, "ann").id
    assert acts[-1] == (ann, token)
    assert {("operator", "operator"), ("process", "operator")} <= set(acts)


def test_the_ledger_is_verified_proved_and_held_against_an_old_checkpoint(shell: Shell, tmp_path: Path) -> None:
    """What the log said before it still says; a forged checkpoint fails with status 1."""
    kept = tmp_path / "kept.txt"
    kept.write_text(shell.ok("ledger", "checkpoint"))
    shell.ok("people", "add", "Rob Reed", "rob")
    assert "holds" in shell.ok("ledger", "verify", "--against", str(kept))
    proof = json.loads(shell.ok("ledger", "prove", "2"))
    assert proof["index"] == 1
    assert "the last act is number" in shell.bad("ledger", "prove", "2000")
    forged = tmp_path / "forged.txt"
    lines = kept.read_text().splitlines(keepends=True)
    forged.write_text("".join([lines[0], "1\n", *lines[2:]]))
    assert "does not hold" in shell.bad("ledger", "verify", "--against", str(forged), status=1)


def test_the_clock_runs_no_round_of_a_time_that_has_not_come(shell: Shell) -> None:
    """Acts are recorded in order: neither the future nor a time before the last act can be ticked."""
    shell.ok("tick")
    assert "cannot be run" in shell.bad("tick", "--at", "2999-01-01")
    assert "cannot be run" in shell.bad("tick", "--at", "2001-01-01")


def test_rules_policies_and_figures_answer(shell: Shell) -> None:
    """What the catalogue and the policies say can be read without any organisation's data."""
    assert "RPD 83(1)(a)(ii)" in shell.ok("rules", "ser-01")
    assert "edition" in shell.ok("rules").splitlines()[-1]
    assert "There is no rule" in shell.bad("rules", "ZZZ-99")
    assert "permit" in shell.ok("policies", "MEASURES")
    assert "There is no policy" in shell.bad("policies", "ZZZ")
    assert "0 of 0 notices in force" in shell.ok("rules", "replay")
    assert "No quarter was released" in shell.bad("figures")


def test_an_empty_folder_says_how_to_make_an_organisation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every command that needs one answers alike."""
    shell = Shell(tmp_path, capsys)
    for command in (["people", "list"], ["tick"], ["ledger", "verify"], ["figures"], ["serve", "--port", "0"]):
        assert "comity init" in shell.bad(*command)


def test_a_making_that_fails_leaves_nothing_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A database that cannot be reached is a problem, and the next try begins afresh."""
    shell = Shell(tmp_path, capsys)
    names = ["--members", "XA", "--master-key", str(shell.key), "--admin", "Eve", "--admin-login", "eve"]
    nowhere = ["--database", "postgresql+psycopg://nobody@127.0.0.1:1/none"]
    assert "cannot be reached" in shell.bad("init", "South", *names, *nowhere)
    assert not shell.data.exists()
    shell.init()


def test_an_organisation_may_stand_on_postgresql(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address is given to `init` and read from COMITY_DATABASE afterwards; it is never written down."""
    shell = Shell(tmp_path, capsys)
    names = ["--members", "XA,XB", "--master-key", str(shell.key), "--admin", "Eve", "--admin-login", "eve"]
    shell.ok("init", "South", *names, "--database", postgres)
    assert not any(postgres.encode() in path.read_bytes() for path in shell.data.rglob("*") if path.is_file())
    monkeypatch.setenv("COMITY_DATABASE", postgres)
    assert "eve" in shell.ok("people", "list")
    assert "holds" in shell.ok("ledger", "verify")


def test_a_database_that_is_not_named_is_not_made_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], postgres: str
) -> None:
    """Who forgets COMITY_DATABASE is told so by every command, and no empty organisation takes its place."""
    shell = Shell(tmp_path, capsys)
    names = ["--members", "XA,XB", "--master-key", str(shell.key), "--admin", "Eve", "--admin-login", "eve"]
    shell.ok("init", "South", *names, "--database", postgres)
    there, archive = sorted(shell.data.iterdir()), tmp_path / "elsewhere" / "data.zip"
    archive.parent.mkdir()
    for command in (["people", "list"], ["tick"], ["migrate"], ["vault", "sweep"], ["backup", str(archive)]):
        assert "COMITY_DATABASE" in shell.bad(*command)
    assert sorted(shell.data.iterdir()) == there
    assert not list(archive.parent.iterdir())


def test_a_person_is_invited_by_an_address_that_is_printed_once(shell: Shell) -> None:
    """Nothing of its secret is kept; a machine, or a login that no one has, is refused."""
    address = shell.ok("people", "invite", "ann").strip()
    assert address.startswith("http://127.0.0.1:8000/welcome/")
    secret = address.rpartition("/")[2]
    assert len(secret) >= 32
    assert not any(secret.encode() in path.read_bytes() for path in shell.data.rglob("*") if path.is_file())
    assert shell.ok("people", "invite", "ann").strip() != address
    assert "no one here has the login" in shell.bad("people", "invite", "eve")
    shell.ok("people", "add", "Gate 4", "gate", "--member", "XA")
    shell.ok("offices", "fill", "gate", "border_service", "--member", "XA")
    assert "machine" in shell.bad("people", "invite", "gate")


def test_the_operator_founds_alone_until_a_second_person_can_confirm(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From then on reviewers are made and invited by two, and the host alone confirms nothing."""
    shell.ok("people", "add", "Sue Stone", "sue")
    shell.ok("offices", "fill", "sue", "secretary_general")
    shell.ok("people", "add", "Rob Reed", "rob", "--nationality", "XC")
    ann, _ = shell.entered("ann")
    told = shell.ok("offices", "fill", "rob", "reviewer")
    change = told.split()[-1]
    assert "reviewer" not in shell.ok("offices", "list")
    assert change in shell.ok("changes", "list")
    assert "operator of the host confirms nothing" in shell.bad("changes", "confirm", "rob", change)
    monkeypatch.setenv("COMITY_TOKEN", ann)
    shell.ok("changes", "confirm", "rob", change)
    assert "reviewer" in shell.ok("offices", "list")
    code = shell.ok("people", "invite", "rob").strip()
    change = shell.ok("changes", "list").split()[0]
    assert "a second person does" in shell.bad("changes", "confirm", "rob", change)
    shell.ok("changes", "drop", "rob", change)
    monkeypatch.delenv("COMITY_TOKEN")
    code = shell.ok("people", "invite", "rob").strip()
    change = shell.ok("changes", "list").split()[0]
    monkeypatch.setenv("COMITY_TOKEN", ann)
    secret = shell.ok("changes", "confirm", "rob", change).strip().rpartition("/")[2]
    with opened(str(shell.data)) as comity:
        found = [welcoming.welcome(comity, secret, each) for each in ("", code)]
    assert [each.locked for each in found if each] == [True, False]


def test_a_login_is_taken_however_it_is_typed(shell: Shell) -> None:
    """Who signs in may type it in capitals, so no second one may differ in them alone."""
    assert "taken" in shell.bad("people", "add", "Ann Other", "ANN", "--nationality", "XA")
