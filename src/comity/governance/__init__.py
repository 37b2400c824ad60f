"""Who may do what: offices, people and their ties, the organisation, and policies that a lawyer can read."""
