"""What a screen of many districts says and shows."""
