"""A plan's tables as typed: edited in memory, checked, compared, and saved where they came from."""
