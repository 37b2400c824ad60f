"""Redress: what a person named in a file, or counsel, asks of the commission."""
