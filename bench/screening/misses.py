"""What was not found, and what should not have been, a line each: the list to learn from."""

import json
from collections.abc import Sequence
from pathlib import Path

from comity.kernel.subject import Subject
from comity.screening import Hit


class Misses:
    """A file of JSON lines; nothing is written where no path is given."""

    def __init__(self, path: Path | None) -> None:
        self._file = path.open("w", encoding="utf-8") if path else None

    def add(
        self,
        part: str,
        kind: str,
        asked: object,
        subject: str,
        filed: Subject | None,
        score: float | None,
        hits: Sequence[Hit],
    ) -> None:
        """Write one: what was asked, who was meant with all names, its score if any, and what came instead."""
        names: list[str] = []
        if filed is not None:
            names = [filed.full_name, *(alias.name for alias in filed.aliases or ())]
            names += filed.names_in_original_script or []
        instead = [
            [hit.subject, hit.score, next((reason.candidate for reason in hit.reasons), "")] for hit in hits[:3]
        ]  # fmt: skip
        line = {"part": part, "kind": kind, "asked": asked, "meant": subject, "names": names, "score": score}
        self.write(line | {"instead": instead})

    def write(self, line: dict[str, object]) -> None:
        """Write one line."""
        if self._file:
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def close(self) -> None:
        """End the file."""
        if self._file:
            self._file.close()
