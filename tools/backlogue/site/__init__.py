"""Views in, the pages of a static site out: theme, assets, search index, and the MkDocs plugin."""
