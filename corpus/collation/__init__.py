"""Pure: two states of one text side by side, paragraph by paragraph (collation, as editors of texts call it)."""
