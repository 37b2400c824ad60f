"""Requests, notices, their kinds and life, answers, circulation, extracts and retention."""
