"""What a reader of the board page tries out on the page itself."""
