"""The values the program is about."""
