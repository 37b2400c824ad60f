"""The page that checks a proof: what the server says where no script does."""

import pytest
from tests.hub.web.face import Face, Shown
from tests.ledger import proofs

from comity.app import ledgering
from comity.kernel import wire


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
    assert "comity ledger check PROOF.json" in shown.text


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
