"""A small multilingual encoder that reads attributions: one pass over the text, then one small network per task on top of it."""
