"""The Markdown that posts are written in, one extension a file."""
