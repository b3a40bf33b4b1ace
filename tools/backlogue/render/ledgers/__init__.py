"""The formats of the ledger of experiments, one file each."""
