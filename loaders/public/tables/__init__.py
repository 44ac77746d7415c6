"""Tables of a home's own: a CSV or spreadsheet, and a mapping that says what its columns mean."""
