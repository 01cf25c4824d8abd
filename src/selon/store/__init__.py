"""The ledger over all dispatches: an append-only database, SQLite by default, PostgreSQL by URL."""
