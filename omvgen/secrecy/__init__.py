"""Secrecy: a plan that may be given out, and the search for what may not.

A package where the design names one file, because its two halves must not trust
each other: `public` says what may stand in a public copy, and `leaks` looks for
what may not in the finished bytes, as if `public` and every writer had failed.
"""
