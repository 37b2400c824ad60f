"""Values that every part shares: errors, dates, codes, canonical JSON, what a person is."""
