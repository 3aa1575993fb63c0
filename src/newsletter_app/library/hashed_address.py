"""Says what turns an address into what may be kept of it."""

from collections.abc import Callable

HashAddress = Callable[[str], str]
"""Turns the key of an address (`content.address.address_key`) into hex HMAC-SHA-256.

The library never sees the key of that HMAC.
"""
