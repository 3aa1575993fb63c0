"""The room for a library that is not there."""
