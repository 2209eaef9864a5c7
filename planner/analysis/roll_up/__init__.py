"""Many districts in one picture: what an office asks of each, and the region they make up."""
