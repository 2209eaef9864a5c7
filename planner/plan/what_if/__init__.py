"""What a district may change in its plan: scenarios, options, ranges, and the cells they change."""
