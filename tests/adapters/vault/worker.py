"""A process that uses a vault until it is killed, and writes down, before and after, what it does.

Run as: worker.py MODE FOLDER JOURNAL NAME, with MODE one of commit, destroy, rotate.
"""

import os
import sys
from pathlib import Path

from comity.adapters.vault import FileVault, MasterFile

PLAINTEXT = b"Ilya Marek, born in Veld, last seen in Orsk"


def main(mode: str, folder: Path, journal: Path, name: str) -> None:
    masters = MasterFile(folder.parent / "master.key", folder)
    vault = FileVault(folder / "keys.sqlite", masters)
    with journal.open("a", buffering=1) as log:
        print("ready", flush=True)
        for turn in range(1_000_000):
            sealed = [vault.seal(f"{name}-{turn}-{n}", PLAINTEXT) for n in range(3)]
            for each in sealed:
                log.write(f"sealed {each.id} {each.blob.hex()} {each.wrapped.hex()}\n")
            vault.commit_keys(sealed)
            for each in sealed:
                log.write(f"act {each.id}\n")
            if mode == "destroy":
                gone = sealed[turn % 3].id
                log.write(f"erase {gone}\n")
                vault.destroy([gone])
                log.write(f"gone {gone}\n")
            if mode == "rotate" and turn % 20 == 0:
                vault.rotate_file(masters)
                log.write("rotated\n")


if __name__ == "__main__":
    os.umask(0o077)
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
