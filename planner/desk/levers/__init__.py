"""Levers of the desk: which there are, how a value is typed, how each is controlled."""
