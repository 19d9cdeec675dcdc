"""Content: plans, changes and notices as neutral blocks, which any writer can write."""
