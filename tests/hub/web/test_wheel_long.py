"""What is built and shipped: an installed package has its pages' dress and needs no Node."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
STATIC = "comity/hub/web/static/"
ASKING = "from comity.hub.web import statics; print(statics.static('app.css'), statics.__file__)"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive of this very tree."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.mark.long
def test_an_installed_wheel_serves_its_pages_without_node(built: Path, tmp_path: Path) -> None:
    """The files lie inside, and the package finds them with nothing but itself on its path and no command at hand."""
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
        names = set(archive.namelist())
    in_tree = {f"{STATIC}{each.name}" for each in (ROOT / "src" / STATIC).iterdir()}
    assert in_tree <= names
    asked = [sys.executable, "-P", "-c", ASKING]
    told = subprocess.run(
        asked, check=True, capture_output=True, text=True, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path), "PATH": ""}
    )
    address, place = told.stdout.split()
    assert address.startswith("/static/")
    assert Path(place).is_relative_to(tmp_path)


@pytest.mark.long
def test_the_wheel_brings_templates_and_catalogues_and_none_of_what_built_it(built: Path) -> None:
    """Pages need their templates; packages of Node and the sheets' sources stay behind."""
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("web/templates/base.html") for name in names)
    assert not any("node_modules" in name or name.endswith((".scss", ".mjs")) for name in names)


@pytest.mark.long
def test_the_source_archive_can_be_built_on_without_node(built: Path) -> None:
    """Who packages from source finds the built files there, and what they were built from."""
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    assert {f"src/{STATIC}app.css", f"src/{STATIC}built.json", "assets/build.mjs", "package-lock.json"} <= names
