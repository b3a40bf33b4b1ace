"""The formats of reports: one file each, which defines `FORMAT`."""
