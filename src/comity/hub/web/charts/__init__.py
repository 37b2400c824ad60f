"""Charts and timelines, drawn on the server: the same data give the same bytes, and nothing in them is only colour."""
