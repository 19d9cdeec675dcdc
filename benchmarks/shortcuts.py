"""What each shortcut of `validate` buys: the command with it and without it.

    python benchmarks/shortcuts.py [ROUNDS]

Whole processes in turn, compiled beforehand; what is compared is the median of their
processor time, which other work on the machine changes little.
"""

from __future__ import annotations

import sys

from cost import LOAD
from plans import EXAMPLE
from processes import PYTHON, medians

VALIDATE = f"""
import sys
sys.argv = ["omvgen", "validate", {str(EXAMPLE)!r}]
from omvgen.cli import main
main()
"""
EACH_PLAN = """
from omvgen.checks import schema
schema.is_in_order = lambda plan, form: False
"""
EACH_NUMBER = """
import re
from omvgen.form import formats
formats._ORDINARY_PHONE = re.compile("(?!)")
"""
EACH_ID = """
from stdnum.fi import ytunnus
from omvgen.form.formats import FORMATS
FORMATS["business_id"] = FORMATS["business_id"]._replace(holds=ytunnus.is_valid)
"""
CASES = {
    "`validate`": VALIDATE,
    "jsonschema asked of each plan": EACH_PLAN + VALIDATE,
    "phonenumbers asked of each number": EACH_NUMBER + VALIDATE,
    "python-stdnum asked of each business id": EACH_ID + VALIDATE,
    "`load_workbook`": LOAD,
}


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    found = medians({name: [PYTHON, "-c", code] for name, code in CASES.items()}, rounds)
    load = found["`load_workbook`"]
    print("| whole process | processor, ms | : `load_workbook` |\n|---|---|---|")
    for name, median in found.items():
        print(f"| {name} | {median * 1000:.0f} | {median / load:.2f} |")


if __name__ == "__main__":
    main()
