"""The short help, with what this program is."""
