"""What a board must decide, by when, and what staff recommends."""
