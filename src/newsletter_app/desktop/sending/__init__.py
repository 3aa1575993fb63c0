"""Sends the open newsletter by mail, and shows what was sent."""
