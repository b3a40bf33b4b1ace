"""A record and changes to its keys in; the same text with nothing else changed out. No effects.

Nothing is imported here: `apply` needs the model (pydantic, 80 ms), and a merge needs only `rewrite`.
"""
