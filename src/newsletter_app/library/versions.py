"""Names what tells a library's file from any other, and one version of it from the next."""

SCHEMA_VERSION = 3
"""The value of PRAGMA user_version this program writes; a higher one was made by a newer program."""

APPLICATION_ID = 0x4E4C4544
"""The value of PRAGMA application_id that tells a library from any other SQLite file ("NLED")."""
