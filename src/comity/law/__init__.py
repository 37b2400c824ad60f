"""The law as data: instruments and their articles, citations, parameters with their dates."""
