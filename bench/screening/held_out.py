"""The same measures with another file of what was learned, such as one that has not seen the words that are judged."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import comity

LEARNED = Path("screening") / "data" / "transliteration.npz"


def with_model(model: Path, arguments: list[str]) -> int:
    """Run the measures anew in a process whose package differs in that one file; return its exit status."""
    at = arguments.index("--model") if "--model" in arguments else None
    rest = (
        arguments[:at] + arguments[at + 2 :]
        if at is not None
        else [a for a in arguments if not a.startswith("--model")]
    )
    package = Path(comity.__file__).parent
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "comity"
        copy.mkdir()
        for each in package.iterdir():
            if each.name != "screening":
                (copy / each.name).symlink_to(each)
        shutil.copytree(package / "screening", copy / "screening")
        shutil.copyfile(model, copy / LEARNED)
        command = [sys.executable, "-m", "bench.screening", *rest]
        return subprocess.run(command, env={**os.environ, "PYTHONPATH": folder}, check=False).returncode
