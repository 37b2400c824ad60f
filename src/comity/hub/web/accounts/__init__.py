"""The desk of who keeps the accounts: people, their offices and ties, ways in, tokens, and the members."""
