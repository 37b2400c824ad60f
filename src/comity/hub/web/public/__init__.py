"""The public pages, in four languages."""
