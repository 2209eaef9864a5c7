"""What proves the planner: rules, numbers, pages."""
