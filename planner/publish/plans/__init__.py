"""Plans found in a folder: which there are, read, copies of one another, edited since."""
