"""A plan and its diagnostics in; what each page shows, as frozen data with no markup, out."""
