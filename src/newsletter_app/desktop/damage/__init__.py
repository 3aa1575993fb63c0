"""The room for a library that is damaged."""
