"""The panel that lists what the library holds."""
