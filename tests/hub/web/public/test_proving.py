"""A proof is checked alike by the server and by the script that browsers get."""

import json
import shutil
import subprocess
from functools import partial
from pathlib import Path

import pytest
from tests.hub.web.face import Face, Shown
from tests.hub.web.public import proofs
from tests.hub.web.public.proofs import CASES, FORGED, NODES, STEPS, Case

from comity.app import ledgering
from comity.hub.web.public.proving import Step, steps
from comity.kernel import wire

SCRIPT = Path(__file__).parents[4] / "assets" / "js" / "proving.js"
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


def test_a_proof_of_the_hub_itself_holds_on_the_page(face: Face) -> None:
    """As the interface gives it, with the key that the page brings and a checkpoint from before."""
    earlier = ledgering.checkpoint(face.home.comity)
    face.home.published()
    now = ledgering.checkpoint(face.home.comity)
    with face.home.comity.look() as look:
        proof = wire.encode(ledgering.prove_act(look, 3, now)).decode()
    shown = Shown(face.post(None, "/en/verify", proof=proof, earlier=earlier))
    assert "The proof holds: act 3 stands in the ledger of" in shown.text
    assert shown.text.count("Holds ") == 6
    assert "then you trust this server" in shown.text
    assert "comity ledger verify --against" in shown.text


def test_a_proof_chosen_as_a_file_is_read_and_a_false_one_is_called_false(face: Face) -> None:
    """What was entered stays on the page, with the step that failed."""
    ledgering.checkpoint(face.home.comity)
    bad = proofs.text(proofs.proof()).encode()
    answer = face.post(None, "/en/verify", attached=[("file", ("proof.json", bad, "application/json"))])
    shown = Shown(answer)
    assert "The proof does not hold." in shown.text
    assert "Does not hold The checkpoint in the proof is signed" in shown.text
    assert bad.decode() in shown.form("/en/verify").values["proof"][0]


@pytest.mark.parametrize("proof", ["", "\x00", "{" * 50_000, "[" * 50_000, '{"leaf":' + "9" * 100_000 + "}"])
def test_nothing_that_is_pasted_is_a_fault_of_ours(shared_face: Face, proof: str) -> None:
    """It cannot be read, and the page says so."""
    answer = shared_face.post(None, "/en/verify", proof=proof)
    assert answer.status_code == 200
    assert "The proof does not hold." in Shown(answer).text
