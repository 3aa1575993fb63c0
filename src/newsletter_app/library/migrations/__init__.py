"""The steps that bring a library's tables to their present shape."""
