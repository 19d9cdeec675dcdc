"""Two plans to one change set: what differs, in what way, and which words."""
