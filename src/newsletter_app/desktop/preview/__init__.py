"""Where a text is seen as readers will see it."""
