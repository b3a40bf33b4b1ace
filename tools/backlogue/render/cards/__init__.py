"""The formats of `backlogue show`: one file a format, each defining `FORMAT`."""
