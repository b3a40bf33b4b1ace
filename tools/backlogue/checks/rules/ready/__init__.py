"""ready: what an item must have before work on it starts."""
