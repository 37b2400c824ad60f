"""The consolidated list of the United Nations Security Council: read strictly, and written as notice requests."""
