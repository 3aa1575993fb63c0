"""Shows two states of an item side by side."""
