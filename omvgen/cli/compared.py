"""What commands that compare two workbooks warn of."""

from __future__ import annotations

from omvgen.cli.common import say
from omvgen.diff.model import Changes
from omvgen.findings.model import errors
from omvgen.form.dates import parse_date
from omvgen.locale import ntr, tr
from omvgen.workbook.reading.result import Reading


def warn_of_errors(reading: Reading) -> None:
    """An answer that could not be read would look like one that was cleared."""
    count = len(errors(reading.findings))
    if count:
        say(
            ntr(
                "Varoitus: työkirjan {file} lukemisessa löytyi {n} virhe, joten vertailu voi olla "
                "vajaa. Katso: omvgen validate {file}",
                "Varoitus: työkirjan {file} lukemisessa löytyi {n} virhettä, joten vertailu voi "
                "olla vajaa. Katso: omvgen validate {file}",
                count,
                file=reading.file,
            )
        )


def warn_of_order(changes: Changes) -> None:
    """The older workbook comes first."""
    old, new = parse_date(changes.old.date), parse_date(changes.new.date)
    if old and new and old > new:
        say(
            tr(
                "Huomaa: vanhaksi annettu työkirja on päivätty {old} ja uudeksi annettu {new}. "
                "Anna vanha ensin.",
                old=changes.old.date,
                new=changes.new.date,
            )
        )
