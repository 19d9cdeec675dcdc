"""Electronic signatures: who signed a file, whether it is whole, what was added afterwards."""
