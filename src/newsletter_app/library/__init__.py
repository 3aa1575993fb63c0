"""Everything that is saved."""
