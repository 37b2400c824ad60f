"""The Specially Designated Nationals list of OFAC, in the CSV files of its legacy format."""
