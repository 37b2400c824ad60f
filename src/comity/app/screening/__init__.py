"""Screening at work: which notices a caller may find, whom a member cleared, and the trail of what was asked."""
