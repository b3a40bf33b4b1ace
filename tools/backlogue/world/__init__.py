"""The effects: files, git, caches. Paths and revisions in, bytes and text out, and back."""
