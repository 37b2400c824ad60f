"""The vault: contents sealed each under its own key, and the small store in which keys live and die."""

from comity.adapters.vault.master import MasterFile, MasterKey
from comity.adapters.vault.vault import FileVault

__all__ = ["FileVault", "MasterFile", "MasterKey"]
