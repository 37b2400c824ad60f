"""What the application asks of the outside, as protocols; `adapters` answers."""
