"""Reading Word documents: ours, read back, and anybody's text."""
