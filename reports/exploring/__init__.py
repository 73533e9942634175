"""Pages that each show one picture with its table: positions in a text, trends, two groups, themes that go together."""
