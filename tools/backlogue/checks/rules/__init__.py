"""The registry of rules: one folder a family, one file a rule, each defining `RULE`."""
