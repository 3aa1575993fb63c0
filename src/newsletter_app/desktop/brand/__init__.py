"""The page where the project says how it presents itself."""
