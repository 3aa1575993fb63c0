"""Brings writing from elsewhere into the library."""
