"""Brings items out of the library."""
