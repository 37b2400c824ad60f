"""The measures of screening: how many are found, how many are alarmed for nothing, how fast; with a frozen run."""
