"""Charts: one file, one `CHART`; being in this folder is being known by name."""
