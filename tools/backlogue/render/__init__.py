"""Views and diagnostics in, text out."""
