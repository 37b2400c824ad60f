"""Passkeys (WebAuthn level 3): a key in the person's authenticator, which unlocks it by touch, face or PIN.

The library is loaded when the first passkey is asked for: commands of the operator do not wait for it.
"""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

from comity.app.ports.proofs import NewPasskey, PasskeyAnswer, ProofRefused

_LONGEST: Final = 20_000
_TIMEOUT_MS: Final = 300_000
"""Five minutes, which WCAG 2.2 (2.2.1) and WebAuthn's own range for user verification ask for."""


class WebAuthnPasskeys:
    """Passkeys of the site at `base_url`; a machine on loopback is reached as localhost, since keys need a name."""

    def __init__(self, base_url: str, organisation: str) -> None:
        split = urlsplit(base_url)
        host = split.hostname or ""
        self._name: Final = organisation
        self._site: Final = "localhost" if _is_loopback(host) else ("" if _is_number(host) else host)
        port = f":{split.port}" if split.port else ""
        self.address: Final = f"{split.scheme}://{self._site}{port}" if self._site else ""

    def invitation(self, challenge: bytes, person: str, login: str, name: str, known: Sequence[str]) -> str:
        """Return what a browser needs to make a passkey, as JSON."""
        import webauthn
        from webauthn.helpers import structs as w

        options = webauthn.generate_registration_options(
            rp_id=self._site,
            rp_name=self._name,
            user_id=person.encode(),
            user_name=login,
            user_display_name=name,
            challenge=challenge,
            timeout=_TIMEOUT_MS,
            authenticator_selection=w.AuthenticatorSelectionCriteria(
                resident_key=w.ResidentKeyRequirement.REQUIRED, user_verification=w.UserVerificationRequirement.REQUIRED
            ),
            exclude_credentials=[w.PublicKeyCredentialDescriptor(id=_bytes(each)) for each in known],
        )
        return webauthn.options_to_json(options)

    def question(self, challenge: bytes) -> str:
        """Return what a browser needs to ask for any passkey of this site, as JSON."""
        import webauthn
        from webauthn.helpers.structs import UserVerificationRequirement

        options = webauthn.generate_authentication_options(
            rp_id=self._site,
            challenge=challenge,
            timeout=_TIMEOUT_MS,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return webauthn.options_to_json(options)

    def registered(self, answer: str, challenge: bytes) -> NewPasskey:
        """Return the new passkey that a browser's answer proves; raises `ProofRefused`."""
        import webauthn

        with _refusing():
            found = webauthn.verify_registration_response(
                credential=_read(answer),
                expected_challenge=challenge,
                expected_rp_id=self._site,
                expected_origin=self.address,
                require_user_verification=True,
            )
            key = webauthn.helpers.bytes_to_base64url(found.credential_public_key)
            return NewPasskey(webauthn.helpers.bytes_to_base64url(found.credential_id), key, found.sign_count)

    def read(self, answer: str) -> PasskeyAnswer:
        """Return of which passkey a browser's answer speaks, unchecked; raises `ProofRefused`."""
        with _refusing():
            found = _read(answer)
            return PasskeyAnswer(str(found["id"]), _bytes(found["response"]["userHandle"]).decode())

    def challenge_of(self, answer: str) -> bytes:
        """Return the challenge that a browser says it answers, unchecked; raises `ProofRefused`."""
        with _refusing():
            said = json.loads(_bytes(_read(answer)["response"]["clientDataJSON"]))
            return _bytes(said["challenge"])

    def proved(self, answer: str, challenge: bytes, public_key: str, count: int) -> int:
        """Return the count of uses that an answer proves; raises `ProofRefused`."""
        import webauthn

        with _refusing():
            found = webauthn.verify_authentication_response(
                credential=_read(answer),
                expected_challenge=challenge,
                expected_rp_id=self._site,
                expected_origin=self.address,
                credential_public_key=_bytes(public_key),
                credential_current_sign_count=count,
                require_user_verification=True,
            )
            return found.new_sign_count


@contextmanager
def _refusing() -> Iterator[None]:
    """Take whatever is wrong with what a browser sent as a proof that does not hold."""
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        yield
    except (WebAuthnException, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise ProofRefused("The passkey could not be checked.") from error


def _read(answer: str) -> dict[str, Any]:
    if len(answer) > _LONGEST:
        raise ValueError("too long")
    found = json.loads(answer)
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return _is_number(host) and ip_address(host).is_loopback
