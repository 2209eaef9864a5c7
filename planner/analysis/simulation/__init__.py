"""What could happen: the plan in thousands of futures (``planner simulate``)."""
