"""Questions to the ledger: filters in, rows out; the command line, Python and exports ask in the same way."""
