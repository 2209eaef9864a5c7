"""What the district could do: every combination of its options (``planner options``)."""
