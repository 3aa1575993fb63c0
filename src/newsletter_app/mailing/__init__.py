"""Writes to readers by mail, each one alone."""
