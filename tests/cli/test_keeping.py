"""`comity backup`, `restore`, `vault`, `migrate` as an operator types them."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from comity.cli.main import run


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """An organisation that is no sample: its master key lies apart."""
    (tmp_path / "safe").mkdir()
    words = ["init", "Test", "--members", "XA,XB", "--admin", "Ada Lund", "--admin-login", "ada"]
    master = str(tmp_path / "safe" / "master.key")
    assert run([*words, "--master-key", master, "--data", str(tmp_path / "data")]) == 0
    capsys.readouterr()
    return tmp_path


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str]) -> str:
    return str(json.loads(capsys.readouterr().err)["detail"])


def test_a_backup_is_restored_under_another_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The key archive lies beside the master key unless told otherwise, and the restored folder works."""
    assert run(["backup", str(folder / "b.zip"), "--data", str(folder / "data")]) == 0
    assert "4 acts, 1 sealed contents" in said(capsys)
    keys = folder / "safe" / "master.key.archive"
    words = ["restore", str(folder / "b.zip"), "--keys", str(keys), "--data", str(folder / "new")]
    assert run([*words, "--master-key", str(folder / "safe" / "master.key")]) == 0
    assert "4 acts, all verified" in said(capsys)
    assert run(["people", "list", "--data", str(folder / "new")]) == 0
    assert "Ada Lund" in said(capsys)


def test_a_foreign_table_is_named_and_goes_into_no_archive(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever else stands in the database, the backup is one that can be restored."""
    data = ["--data", str(folder / "data")]
    with closing(sqlite3.connect(next((folder / "data").glob("*.db")))) as connection:
        connection.executescript(
            "CREATE TABLE evil (x text); INSERT INTO evil VALUES ('x'); CREATE TABLE empty (x real)"
        )
    assert run(["ledger", "verify", *data]) == 1
    assert {each["path"] for each in json.loads(capsys.readouterr().err)["errors"]} == {"evil", "empty"}
    assert run(["backup", str(folder / "b.zip"), *data]) == 0
    keys, master = folder / "safe" / "master.key.archive", folder / "safe" / "master.key"
    words = ["restore", str(folder / "b.zip"), "--keys", str(keys), "--data", str(folder / "new")]
    assert run([*words, "--master-key", str(master)]) == 0
    assert run(["ledger", "verify", "--data", str(folder / "new")]) == 0


def test_a_table_that_is_missing_is_named_and_refuses_a_backup(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An archive without one of the tables would not be the organisation."""
    data = ["--data", str(folder / "data")]
    with closing(sqlite3.connect(next((folder / "data").glob("*.db")))) as connection:
        connection.executescript("DROP TABLE upload_uses")
    assert run(["ledger", "verify", *data]) == 1
    assert "upload_uses" in capsys.readouterr().err
    assert run(["backup", str(folder / "b.zip"), *data]) == 1
    assert "upload_uses" in refused(capsys)
    assert not (folder / "b.zip").exists()


def test_a_removed_person_does_not_come_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the restore ended again is printed, by its id and the command."""
    data = ["--data", str(folder / "data")]
    assert run(["people", "add", "Bo Ek", "bo", *data]) == 0
    assert run(["backup", str(folder / "b.zip"), *data]) == 0
    assert run(["people", "remove", "bo", *data]) == 0
    assert run(["vault", "archive", *data]) == 0
    capsys.readouterr()
    keys, master = folder / "safe" / "master.key.archive", folder / "safe" / "master.key"
    words = ["restore", str(folder / "b.zip"), "--keys", str(keys), "--data", str(folder / "new")]
    assert run([*words, "--master-key", str(master), "--against", str(folder / "none")]) == 2
    assert run([*words, "--master-key", str(master)]) == 0
    told = said(capsys)
    assert "RemovePerson" in told
    assert "per_" in told
    assert run(["people", "list", "--data", str(folder / "new")]) == 0
    assert "Bo Ek" not in said(capsys)


def test_what_cannot_be_kept_safely_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Keys beside the data, a file that is there, a target that is not empty, an archive that is none."""
    data = ["--data", str(folder / "data")]
    assert run(["backup", str(folder / "b.zip"), "--keys", str(folder / "k"), *data]) == 2
    assert "beside the data" in refused(capsys)
    assert not (folder / "b.zip").exists()
    assert run(["backup", str(folder / "b.zip"), *data]) == 0
    assert run(["backup", str(folder / "b.zip"), *data]) == 2
    assert "not overwritten" in refused(capsys)
    keys, master = str(folder / "safe" / "master.key.archive"), str(folder / "safe" / "master.key")
    assert run(["restore", str(folder / "b.zip"), "--keys", keys, "--master-key", master, *data]) == 2
    assert "not empty" in refused(capsys)
    new = ["--data", str(folder / "new"), "--master-key", master]
    assert run(["restore", master, "--keys", keys, *new]) == 1
    assert "no data archive" in refused(capsys)
    assert not (folder / "new").exists()


def test_the_vault_is_rotated_archived_and_swept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each says what it did, and the old master key is in no file that is left."""
    data = ["--data", str(folder / "data")]
    old = (folder / "safe" / "master.key").read_bytes()
    for word in ("rotate", "archive", "sweep"):
        assert run(["vault", word, *data]) == 0
    assert "0 keys without a content" in said(capsys)
    for path in folder.rglob("*"):
        assert path.is_dir() or old.strip() not in path.read_bytes()
    assert run(["people", "list", *data]) == 0
    assert "Ada Lund" in said(capsys)


def test_a_database_at_the_newest_schema_needs_no_migration(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Repeating does nothing and says so; a folder without an organisation is no place to migrate."""
    assert run(["migrate", "--data", str(folder / "data")]) == 0
    assert "the newest there is" in said(capsys)
    assert run(["migrate", "--data", str(folder / "nowhere")]) == 2
    assert "holds no organisation" in refused(capsys)


def test_an_administrator_is_appointed_only_where_there_is_none(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After the last one was removed the operator of the machine appoints another, and never beside one."""
    data = ["--data", str(folder / "data")]
    assert run(["people", "appoint", "Bo Ek", "bo", *data]) == 2
    assert "There is an administrator" in refused(capsys)
    assert run(["people", "remove", "ada", *data]) == 0
    assert run(["people", "add", "Bo Ek", "bo", *data]) == 2
    assert run(["people", "appoint", "Bo Ek", "bo", *data]) == 0
    assert run(["people", "add", "Cy Ode", "cy", *data]) == 0
    assert run(["people", "list", *data]) == 0
    assert "administrator" in said(capsys)
