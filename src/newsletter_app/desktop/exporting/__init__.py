"""Brings the open item out by the window."""
