"""Templates that a stranger may have written in; what they make of a document, within bounds, out.

Such a template sees frozen data and can print it. It can call nothing but its own macros, has no filter that could
grow a text out of proportion, no name beside what it is given, and a budget that grows with the document: each node
of a block costs a unit each time the block runs, and each sign of output one. Nothing it can write reaches a file,
the network or the insides of an object, and none runs for long.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    nodes,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from backlogue.render.terminal import upright

# What one cell of a document may cost, and what a template may cost beside.
PER_CELL, BESIDE = 1_500, 300_000
_KEPT = ("capitalize", "default", "first", "last", "length", "lower", "reject", "rejectattr", "select", "selectattr",
         "trim", "upper", "groupby", "list")  # fmt: skip
_TESTS = ("defined", "undefined", "none", "number", "string", "eq", "ne", "lt", "le", "gt", "ge", "equalto", "true",
          "false", "odd", "even", "==", "!=", "<", ">", "<=", ">=", "sameas", "in")  # fmt: skip
# What a literal may not hold: a value that is put into another one could be put into that again, and double.
_LIVE = (nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Call, nodes.Filter, nodes.List, nodes.Tuple)
_SUMS = frozenset(("+", "-"))


class _Counting(CodeGenerator):
    """Has each block pay when it runs."""

    def blockvisit(self, statements: Iterable[nodes.Node], frame: Frame) -> None:
        body = list(statements)
        self.writeline(f"environment.pay({sum(map(_cost, body)) or 1})")
        super().blockvisit(body, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - the name that Jinja calls
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for one rendering. `budget` is what is left; a template that uses it up is stopped."""

    code_generator_class = _Counting
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

    def __init__(self, texts: Mapping[str, str], filters: Mapping[str, Callable[..., Any]], budget: int) -> None:
        super().__init__(
            loader=FunctionLoader(lambda name: (texts[name], name, None) if name in texts else None),
            autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False,
            finalize=self._printed, extensions=(),
        )  # fmt: skip
        self.budget, self.known = budget, frozenset(texts)
        self.globals.clear()
        kept = {name: self.filters[name] for name in _KEPT}
        own = {**kept, "join": _join, "escape": escape, "e": escape, **filters}
        self.filters = {name: self._paid(one) for name, one in own.items()}
        self.tests = {name: self.tests[name] for name in _TESTS if name in self.tests}

    def pay(self, cost: int) -> None:
        """Take from the budget."""
        self.budget -= cost
        if self.budget < 0:
            raise SecurityError("it does more than a report of this size can need; look for loops inside loops")

    def joined(self, parts: tuple[Any, ...]) -> Markup:
        """What `~` makes: text, paid by its length."""
        self.pay(sum(len(one) if isinstance(one, str) else 20 for one in parts))
        return Markup("").join(_scalar(one) for one in parts)

    def call(self, context: Any, /, obj: Any, *arguments: Any, **named: Any) -> Any:
        """Macros and blocks may be called, and a loop's `cycle`; nothing else."""
        owner = getattr(obj, "__self__", None)
        mine = isinstance(obj, Macro | BlockReference | LoopContext)
        if not mine and not (isinstance(owner, LoopContext) and obj.__name__ == "cycle"):
            raise SecurityError("a template can call its own macros and nothing else")
        return super().call(context, obj, *arguments, **named)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Fields of data; nothing of what Python has beside."""
        inside = isinstance(obj, Macro | TemplateReference) and attr in ("arguments", "catch_kwargs", "catch_varargs")
        return super().is_safe_attribute(obj, attr, value) and not inside

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Sums and differences of small numbers; texts are joined with `~`."""
        if operator not in _SUMS or not all(isinstance(one, int | float) and abs(one) < 1e15 for one in (left, right)):
            raise SecurityError(f"{operator} is for small numbers, and only + and -; join texts with ~")
        return super().call_binop(context, operator, left, right)

    def _printed(self, value: Any) -> Any:
        shown = upright(_scalar(value))
        self.pay(len(shown))
        return shown

    def _paid(self, one: Callable[..., Any]) -> Callable[..., Any]:
        def paid(*arguments: Any, **named: Any) -> Any:
            self.pay(
                sum(len(value) for value in (*arguments, *named.values()) if isinstance(value, str | list | tuple))
            )
            return one(*arguments, **named)

        # Some filters ask for the environment or the context as their first argument.
        for mark in ("jinja_pass_arg", "jinja_async_variant"):
            if hasattr(one, mark):
                setattr(paid, mark, getattr(one, mark))
        return paid


def look_over(sandbox: Sandbox, name: str, text: str) -> None:
    """Raise TemplateSyntaxError for what no report needs: nested literals, macros of any arity, unescaped output."""
    tree = sandbox.parse(text, name, name)
    for node in tree.find_all((nodes.List, nodes.Tuple, nodes.Dict, nodes.Name, nodes.Keyword)):
        if isinstance(node, nodes.Name) and node.name in ("varargs", "kwargs"):
            raise TemplateSyntaxError(f"{node.name} is not there", node.lineno, name, name)
        if isinstance(node, nodes.List | nodes.Dict) or (isinstance(node, nodes.Tuple) and node.ctx == "load"):
            inner = next(node.find_all(_LIVE), None)
            if inner is not None:
                raise TemplateSyntaxError(
                    "a list or map may only hold fixed words and numbers", node.lineno, name, name
                )
    for other in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        wanted = getattr(getattr(other, "template", None), "value", None)
        if isinstance(wanted, str) and wanted not in sandbox.known and not getattr(other, "ignore_missing", False):
            raise TemplateSyntaxError(f"there is no template '{wanted}'", other.lineno, name, name)
    for node in tree.find_all((nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)):
        raise TemplateSyntaxError("escaping stays on", node.lineno, name, name)


def place_of(error: Exception, name: str, known: Collection[str]) -> tuple[str, int]:
    """The template (one of the `known` ones) and the line that an error comes from."""
    if isinstance(error, TemplateSyntaxError):
        return error.name or name, error.lineno
    found, trace = (name, 1), error.__traceback__
    while trace is not None:
        # Jinja puts frames with a template's name and line in the place of those of the code it made.
        if trace.tb_frame.f_code.co_filename in known:
            found = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return found


def column_of(written: str, words: str) -> int:
    """The column, from 1, of what the words about an error name last in this line; else where its code begins."""
    named = (written.find(name) for name in reversed(re.findall(r"'([^']+)'", words)))
    begun = (written.find(mark) for mark in ("{%", "{{"))
    return next((at for at in (*named, *begun) if at >= 0), 0) + 1


def words_of(error: Exception) -> str:
    """What to tell about it, in one line."""
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.message or error}"
    if isinstance(error, TemplateError):
        return str(error.message or error).split("\n")[0]
    if isinstance(error, RecursionError):
        return "it calls itself without an end"
    return f"it cannot be used: {error}".split("\n")[0]


def _cost(node: nodes.Node) -> int:
    """Nodes of a statement, and signs of fixed text; what stands in a block of its own pays when that runs."""
    if isinstance(node, nodes.TemplateData):
        return 1 + len(node.data)
    return 1 + sum(_cost(child) for child in node.iter_child_nodes() if not isinstance(child, nodes.Stmt))


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return "" if value is None else "yes" if value else "no"
    if isinstance(value, int | float):
        return repr(value) if abs(value) < 1e15 else f"{value:g}"
    if isinstance(value, Undefined):
        # The name that is missing raises; an `if` without an `else` says nothing.
        return str(value)
    raise SecurityError(f"only words and numbers can be printed, and this is a {type(value).__name__}")


def _join(parts: Iterable[Any], between: str = "") -> Markup:
    return escape(between).join(_scalar(one) for one in parts)
