"""What comes back of words that were not saved, and what is said of those that cannot be."""
