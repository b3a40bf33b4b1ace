"""policy: the project's own rules and the queries it writes."""
