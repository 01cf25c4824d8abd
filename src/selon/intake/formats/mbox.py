"""Mail in an mbox: see ``mail``."""

from __future__ import annotations

from selon.intake.formats.mail import read_mbox as read

__all__ = ["read"]
