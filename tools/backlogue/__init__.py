"""Plan files in git go in; findings, views and a site come out.

The package is a house of rooms (see `tools/docs/CONTRIBUTING.md`): each room imports only rooms
below it, and `pyproject.toml` holds that floor plan as a test.
"""

__version__ = "0.1.0"
