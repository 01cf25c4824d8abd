"""Tests of the stage stories."""
