"""The formats of scorecards, one file each."""
