"""Intake: bytes to dispatches.

``decode`` reads bytes as text, ``assemble.build_dispatch`` finds header, headline, dateline, credits and paragraphs in a text, and
``formats.read_input`` does both for files, folders, standard input and addresses.
"""
