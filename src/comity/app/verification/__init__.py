"""Verifying a data folder: everything that is kept is held against the acts, and the acts against the ledger."""

from comity.app.verification.verification import Verified, verify

__all__ = ["Verified", "verify"]
