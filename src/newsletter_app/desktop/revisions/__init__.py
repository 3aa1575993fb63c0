"""Shows the kept states of the open item, and goes back to one."""
