"""Asks for the options of a template."""
