"""What it would take: the value of one lever at which a goal holds (``planner solve``)."""
