"""The results of commands as lines of text, and findings as JSON with their counts."""
