"""Pure: where words stand in a text, and how overlapping passages are drawn and quoted."""
