"""change: what a pull request may do to a plan; asked with `check --base`."""
