"""The checks: rules with their law, the catalogue of them, what they come to, and what a requester is told."""
