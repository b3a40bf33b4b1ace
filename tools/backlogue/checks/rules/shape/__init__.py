"""shape: keys and values of one file against the types."""
