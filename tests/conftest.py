"""What holds for every test."""

from __future__ import annotations

import os

# No test reads with the tables of whoever runs it.
os.environ["SELON_KNOWLEDGE"] = ""
