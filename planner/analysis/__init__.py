"""Questions asked of projections: what a board needs to know, and how scenarios differ."""
