"""Bringing dispatches into the ledger: read, written in batches, linked."""
