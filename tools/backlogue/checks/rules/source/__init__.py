"""source: files that cannot be read as text with front matter."""
