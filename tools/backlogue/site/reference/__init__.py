"""Reference text made from the code: one file a part, each with a value PART."""
