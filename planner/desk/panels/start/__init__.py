"""The Start tab: what to fix, where to go next, other plans, and a new one."""
