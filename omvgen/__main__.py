"""`python -m omvgen`."""

from omvgen.cli import main

main()
