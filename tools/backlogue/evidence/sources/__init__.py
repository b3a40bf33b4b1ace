"""The registry of sources: one file a source, each defining `SOURCE`."""
