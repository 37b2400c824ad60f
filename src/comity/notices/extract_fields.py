"""The names by which a requester may say which fields of a notice its public extract shows."""

from comity.kernel.subject import Subject

_OF_SUBJECT = frozenset(Subject.__struct_fields__) - {"type", "capacities", "biometrics"}
_OF_SERVICE = frozenset({
    "name", "forename", "date_of_birth", "place_of_birth", "country_of_birth_id", "nationalities",
    "sex_id", "height", "weight", "eyes_colors_id", "hairs_id", "distinguishing_marks",
    "languages_spoken_ids", "arrest_warrants", "charges", "facts", "images", "thumbnail", "place",
    "country", "date_of_event", "birth_name", "father_forename", "mother_forename", "circumstances",
})  # fmt: skip

EXTRACT_FIELDS = _OF_SUBJECT | frozenset(f"subject.{name}" for name in _OF_SUBJECT) | _OF_SERVICE
"""Fields of the subject as the request names them, with or without `subject.`, and as the public service does."""
