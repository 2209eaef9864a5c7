"""Many districts in one picture, in words and tables: who is called first, and why."""
