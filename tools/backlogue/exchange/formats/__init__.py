"""The registry of foreign formats: one file a format, each defining `IMPORTER`."""
