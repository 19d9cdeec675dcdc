"""Where the executable begins."""

from multiprocessing import freeze_support

from omvgen.cli.dropped import main

if __name__ == "__main__":
    freeze_support()  # the processes that read several workbooks begin here too
    main()
