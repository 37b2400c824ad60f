"""A throw-away PostgreSQL cluster from installed binaries, run as an unprivileged user where we are root."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def _binaries() -> Path | None:
    found = shutil.which("pg_config")
    if found:
        folder = subprocess.run([found, "--bindir"], capture_output=True, text=True, check=True).stdout.strip()
        if (Path(folder) / "initdb").exists():
            return Path(folder)
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    return versions[-1].parent if versions else None


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def cluster(folder: Path) -> Iterator[str | None]:
    """Yield the address of a new cluster's `postgres` database, or None where no binaries are installed."""
    binaries = _binaries()
    if binaries is None:
        yield None
        return
    user = _user()
    if user:
        shutil.chown(folder, user)
    folder.chmod(0o700)
    data, port = folder / "cluster", _free_port()
    words = ("-U", "postgres", "--auth=trust", "-E", "UTF8", "--no-sync")
    _run(folder, "initdb", "-D", str(data), *words)
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(f"port = {port}\nlisten_addresses = '127.0.0.1'\n")
        settings.write(f"unix_socket_directories = '{folder}'\nmax_connections = 200\n")
    restart(folder)
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        _run(folder, "pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")


def restart(folder: Path) -> None:
    """Start the cluster in `folder`, which was killed or never ran, and wait until it answers."""
    _run(folder, "pg_ctl", "-D", str(folder / "cluster"), "-w", "-l", str(folder / "log"), "start")


def _run(folder: Path, program: str, *words: str) -> None:
    # PostgreSQL refuses to run as root, and a data folder must belong to who runs it.
    binaries = _binaries()
    assert binaries is not None
    environment = {"PATH": os.environ["PATH"]}
    with open(os.devnull, "w") as nowhere:
        command = [str(binaries / program), *words]
        subprocess.run(command, check=True, user=_user(), cwd=folder, stdout=nowhere, env=environment)


def _user() -> str | None:
    """Return as whom a cluster runs: an unprivileged user where we are root."""
    if os.geteuid() != 0:
        return None
    return "postgres" if _exists("postgres") else "nobody"


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True
