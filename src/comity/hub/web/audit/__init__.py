"""The desk of who audits: who read and did what, with proofs and without contents."""
