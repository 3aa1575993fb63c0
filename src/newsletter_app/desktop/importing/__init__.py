"""Brings files into the library by the window."""
