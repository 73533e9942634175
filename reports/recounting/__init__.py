"""The figures of coverage counted once more, unit by unit with sets, from passages, read marks and texts alone.

It is what folded figures are compared with, so it shares nothing with what makes them: no UnitTheme, no arrays.
"""
