"""team: cognitive load, interactions, size and membership."""
