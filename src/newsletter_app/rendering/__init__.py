"""From text to page."""
