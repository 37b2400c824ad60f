"""The desk of the statistician: the quarters that were released, and releasing those that are due."""
