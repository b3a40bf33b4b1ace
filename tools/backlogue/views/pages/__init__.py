"""Kinds of pages: one file, one `PAGE`; being in this folder is being on the site."""
