"""One tree of errors and one shape for all of them: an RFC 9457 problem document."""

from collections.abc import Sequence
from typing import Any

import msgspec


class Fault(msgspec.Struct, frozen=True):
    """One thing that is wrong: where (a JSON path such as `$.subject.sex`) and what would be right."""

    path: str
    message: str


class ComityError(Exception):
    """The root of all errors that a user may see; rendered by `problem`."""

    type = "error"
    title = "Something went wrong"
    status = 500

    def __init__(self, detail: str, errors: Sequence[Fault] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = tuple(errors)

    def problem(self) -> dict[str, Any]:
        """Return the RFC 9457 problem document of this error."""
        document: dict[str, Any] = {
            "type": f"urn:comity:problem:{self.type}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.errors:
            document["errors"] = [{"path": e.path, "message": e.message} for e in self.errors]
        return document


class UnusableInput(ComityError):
    """Input that cannot be read at all: nothing was done with it."""

    type, title, status = "unusable-input", "The input cannot be used", 400


class PartlyUnusable(ComityError):
    """Some records of an input cannot be used, each named with its place; everything else was done."""

    type, title, status = "partly-unusable-input", "Part of the input cannot be used", 422


class Unauthenticated(ComityError):
    """No token, or one that is unknown, expired or revoked."""

    type, title, status = "unauthenticated", "Who is asking is not known", 401


class Forbidden(ComityError):
    """The caller may know of the object and may not do this to it; names the policy that says so."""

    type, title, status = "forbidden", "Not permitted", 403

    def __init__(self, detail: str, policy: str, citation: str) -> None:
        super().__init__(detail)
        self.policy, self.citation = policy, citation

    def problem(self) -> dict[str, Any]:
        return super().problem() | {"policy": self.policy, "citation": self.citation}


class NotFound(ComityError):
    """No such object, or one of which the caller may not know: the two are the same bytes."""

    type, title, status = "not-found", "Not found", 404

    def __init__(self) -> None:
        super().__init__("There is nothing here under this address that you may see.")


class CursorUnknown(ComityError):
    """A cursor that this sequence never gave, or gave before a restore that lost what it stands for."""

    type, title, status = "unknown-cursor", "The cursor is not one of this feed", 410


class CommandRefused(ComityError):
    """The command was understood and permitted, and the state or the rules do not allow it."""

    type, title, status = "refused", "The command was refused", 409

    def __init__(self, detail: str, errors: Sequence[Fault] = (), code: str = "refused") -> None:
        super().__init__(detail, errors)
        self.type = code


class Stale(ComityError):
    """The object changed since the caller saw it; nothing was done."""

    type, title, status = "stale-version", "The object has changed since you saw it", 412


class VersionRequired(ComityError):
    """A command on something that can be stale came without the version that its sender saw."""

    type, title, status = "version-required", "Say which version you saw", 428


class TooLarge(ComityError):
    """A body or file beyond its bound."""

    type, title, status = "too-large", "The input is too large", 413


class TooManyRequests(ComityError):
    """More was tried than is allowed for now; `retry_after` says in how many seconds to try again."""

    type, title, status = "too-many-requests", "Too many tries", 429

    def __init__(self, detail: str, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class Unavailable(ComityError):
    """The service cannot answer now, and says why."""

    type, title, status = "unavailable", "Not available now", 503


class InDoubt(Unavailable):
    """Whether it was done is not known: the store was lost, or failed, in the moment of the commit."""

    type, title = "in-doubt", "Whether it was done is not known"


class VerificationFailed(ComityError):
    """A signature, proof or recomputation does not hold."""

    type, title, status = "verification-failed", "Verification failed", 500
