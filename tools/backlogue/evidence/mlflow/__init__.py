"""Where MLflow keeps its runs: a server, a database, a folder; each gives the same records for the same run."""
