"""Brings what can be read of a damaged library into a sound one."""
