"""A question in words in, the items that answer it out: the query language of lists, views, policies and definitions.

`compile_query(text)` gives a `Query`; `Query.matches(plan, item)` and `Query.select(plan)` answer it.
"""

from backlogue.plan.query.query import Query, compile_query
from backlogue.plan.query.syntax import QueryError

__all__ = ["Query", "QueryError", "compile_query"]
