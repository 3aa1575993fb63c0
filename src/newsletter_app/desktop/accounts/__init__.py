"""The mail accounts that newsletters go out by."""
