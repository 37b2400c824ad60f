"""The command line: a face like any other, with no rules in it."""
