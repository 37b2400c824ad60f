"""The lists that one may screen against, read from where they lie."""
