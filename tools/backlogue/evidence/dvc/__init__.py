"""DVC's own files in; which version data has, whether a pipeline is up to date, and what its metrics say, out."""
