"""report: templates that the project lays over those of reports."""
