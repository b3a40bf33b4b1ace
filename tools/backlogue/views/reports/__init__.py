"""The reports: one file each, which defines `REPORT`."""
