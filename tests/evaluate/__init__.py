"""Tests of the stage evaluate."""
