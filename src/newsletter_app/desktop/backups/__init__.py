"""The backups of the library in the window."""
