"""What large bodies took is given back: a worker is not as large for ever as the most that it read at once."""

import subprocess
import sys

import pytest

HELD = """
import sys, threading
from comity.adapters.allocator import give_back_large_blocks
if sys.argv[1] == "set" and not give_back_large_blocks():
    sys.exit("no such setting here")
def held():
    return int(open("/proc/self/statm").read().split()[1]) * 4096
def read():
    for _ in range(8):
        parts = [b"x" * (19 * 2**20 // 7) for _ in range(14)]
        b"".join(parts)
before = held()
threads = [threading.Thread(target=read) for _ in range(8)]
[each.start() for each in threads]
[each.join() for each in threads]
print(held() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the setting is one of glibc")
def test_a_process_gives_back_what_large_bodies_took() -> None:
    """After eight threads read forms of 38 MB eight times each, less than one of them is still held."""
    done = subprocess.run([sys.executable, "-c", HELD, "set"], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 38 * 2**20
