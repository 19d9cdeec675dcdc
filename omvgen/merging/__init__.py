"""Several plans with a common ancestor to one plan, and what a person has to decide."""
