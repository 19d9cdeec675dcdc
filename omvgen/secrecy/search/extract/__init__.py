"""Everything that a file says, whatever it is: what the search for leaks reads.

`files` tells formats apart and hands each to its reader: `package`, `pdf`, `markup`,
`written`; `raw` knows bytes. What they find are pieces of text with their part, `said`.
"""
