"""Many units: what the overseer needs of each workbook, gathered into one picture.

`facts` takes of one workbook what does not depend on the day, `rows` puts the workbooks of
a unit together on a day, `gather` walks, reads and remembers, and the rest shows it.
"""
