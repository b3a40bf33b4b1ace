"""plan: ids, references, hierarchy and dependencies between files."""
