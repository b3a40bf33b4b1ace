"""The registry of report formats: one file a format, each defining `REPORTER`."""
