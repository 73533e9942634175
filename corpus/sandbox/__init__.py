"""Reading files that others made, in a process that can harm nothing: `reader` starts it, `child` is what runs there.

`limits` says what it may use, `frames` how the two talk.
"""
