"""Comity: an open notice exchange for police cooperation between sovereign members."""

__version__ = "0.1.0"
