"""Pages made from the desk, in the background, and the address at which they open."""
