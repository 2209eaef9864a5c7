"""What one step of each input is worth (``planner sensitivity``)."""
