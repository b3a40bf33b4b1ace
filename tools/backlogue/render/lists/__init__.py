"""The formats of `backlogue list`: one file a format, each defining `FORMAT`."""
