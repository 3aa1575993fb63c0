"""What an item has besides its text."""
