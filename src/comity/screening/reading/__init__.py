"""Reading what is asked and what is on file: bytes in, records out; a record that cannot be used stops no other."""

from comity.screening.reading.formats import Format, detect, read
from comity.screening.reading.record import Asked, Problem, Record
from comity.screening.reading.subjects import Listed, read_subjects

__all__ = ["Asked", "Format", "Listed", "Problem", "Record", "detect", "read", "read_subjects"]
