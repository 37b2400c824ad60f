"""Reading in several threads at once, as a hub does from its first moment."""

import subprocess
import sys

PROGRAM = """
import sys, threading
import msgspec
from comity.kernel import wire

sys.setswitchinterval(1e-6)
BODY = b'{"a9": {"f19": {"x": [1]}}, "a0": {"f0": {"x": [1]}}}'

def kind(number):
    parts = [
        msgspec.defstruct(f"Part{number}_{i}", [(f"f{j}", dict[str, list[int]] | None, None) for j in range(20)])
        for i in range(10)
    ]
    return msgspec.defstruct(f"Whole{number}", [(f"a{i}", part | None, None) for i, part in enumerate(parts)])

def read(gate, new):
    gate.wait()
    converted = wire.convert({"a0": {"f0": {"x": [1]}}}, new)
    assert wire.trusted(BODY, new).a0.f0 == wire.decode(BODY, new).a9.f19 == converted.a0.f0

for number in range(60):
    new, gate = kind(number), threading.Barrier(4)
    threads = [threading.Thread(target=read, args=(gate, new)) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
print("whole")
"""


def test_threads_that_read_a_kind_for_the_first_time_at_once_all_read_it() -> None:
    """In a process of its own: one that reads fields half known is ended by the machine, not by an exception."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "whole\n", "")
