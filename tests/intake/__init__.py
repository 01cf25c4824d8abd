"""Tests of the stage intake."""
