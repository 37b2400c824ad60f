"""The real list of the Security Council, where it is at hand, as a list to screen against."""

from pathlib import Path

from comity.adapters.lists.sources import parse, read


def test_everyone_on_the_real_list_can_be_asked_about(data_folder: Path, tmp_path: Path) -> None:
    """All 1,003 entries, and of a copy that is cut in half those that came through whole."""
    path = data_folder / "data" / "un" / "UN_consolidated.xml"
    whole = read(parse(f"un:{path}"))
    assert (len(whole.subjects), whole.faults) == (1003, [])
    (tmp_path / "half.xml").write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    half = read(parse(f"un:{tmp_path / 'half.xml'}"))
    assert 400 < len(half.subjects) < 600
    assert dict(half.subjects).items() <= dict(whole.subjects).items()
    (cut,) = half.faults
    assert "not whole, well-formed XML" in cut.message
