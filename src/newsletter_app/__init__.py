"""Newsletter Editor: write posts once, bring them out as a blog page and as a newsletter."""

__version__ = "0.1.0"
