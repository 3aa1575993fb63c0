"""Where a text is written."""
