"""A proof is checked step by step, alike by Python and by the script that browsers get."""

import json
import shutil
import subprocess
from functools import partial
from pathlib import Path

import pytest
from tests.ledger import proofs
from tests.ledger.proofs import CASES, FORGED, NODES, STEPS, Case

from comity.ledger.stepwise import Step, steps

SCRIPT = Path(__file__).parents[2] / "assets" / "js" / "proving.js"
NODE = """
import { steps } from %s;
import { readFileSync } from "node:fs";
const found = [];
for (const { document, key, earlier, answers } of JSON.parse(readFileSync(0, "utf-8"))) {
  const ask = async (old) => structuredClone(answers[old] ?? null);
  found.push((await steps(document, key, earlier, ask)).found);
}
console.log(JSON.stringify(found));
"""


def by_script(cases: tuple[Case, ...]) -> list[dict[str, bool | None]]:
    """Return what the script of the browsers finds, run by Node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed; the script is run by it here")
    given = [
        {
            "document": case.document,
            "key": case.key,
            "earlier": case.earlier,
            "answers": dict(proofs.answers(case)) if case.earlier else {},
        }
        for case in cases
    ]
    source = NODE % json.dumps(SCRIPT.as_uri())
    done = subprocess.run(
        [node, "--input-type=module", "--eval", source], input=json.dumps(given), text=True, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, bool | None]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_step_finds_what_is_wrong_and_no_later_step_is_come_to(case: Case) -> None:
    """Good ones hold at every place of logs of every shape; each bad one fails at the step that is made for it."""
    ask = partial(proofs.ask, nodes=FORGED if case.nodes == "forged" else NODES)
    found, _ = steps(case.document, case.key, case.earlier, ask)
    assert tuple(found[Step(step)] for step in STEPS) == case.found


def test_the_script_of_the_browsers_finds_the_same() -> None:
    """For every case of the table, step by step."""
    found = by_script(CASES)
    wrong = [
        (case.name, tuple(each.values()))
        for case, each in zip(CASES, found, strict=True)
        if tuple(each[step] for step in STEPS) != case.found
    ]
    assert wrong == []
