"""The place where readers are looked after."""
