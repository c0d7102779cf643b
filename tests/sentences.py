"""The sentences that the sources say, for the tests and for Babel (``tool.babel`` in pyproject).

Babel's own methods pass over a sentence that is no literal and see no values by their names.
Here such a sentence is an error, and one that is given an ``n`` has a plural.
"""

import ast
from dataclasses import dataclass

from jinja2 import Environment, nodes

KEYWORDS = {"because", "gettext", "_"}
"""The functions that are given a sentence: ``_`` is ``gettext`` in the templates."""


@dataclass(frozen=True)
class Sentence:
    """A template with the names of the values that one call gives it."""

    template: str
    line: int
    values: frozenset[str]


class NoLiteral(ValueError):
    """A sentence that can only be known by running the program."""


def in_python(source):
    """What the calls in a module say.

    >>> [one.template for one in in_python('gettext("{n} nơi", "en", n=2)')]
    ['{n} nơi']
    """
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and _called(call.func) in KEYWORDS:
            said = getattr(call.args[0], "value", None) if call.args else None
            yield _sentence(said, call.lineno, (one.arg for one in call.keywords))


def _called(function):
    """The name of a function, also behind that of its module; that of a method is none."""
    match function:
        case ast.Name(id=name) | ast.Attribute(value=ast.Name(), attr=name):
            return name
    return None


def in_template(source):
    """What the calls in a Jinja template say.

    >>> [sorted(one.values) for one in in_template('{{ _("{n} nơi", n=2) }}')]
    [['n']]
    """
    for call in Environment(autoescape=True).parse(source).find_all(nodes.Call):
        if getattr(call.node, "name", "") in KEYWORDS:
            said = getattr(call.args[0], "value", None) if call.args else None
            yield _sentence(said, call.lineno, (one.key for one in call.kwargs))


def _sentence(said, line, names):
    if not isinstance(said, str):
        raise NoLiteral(f"line {line}: a sentence must be written where it is said")
    return Sentence(said, line, frozenset(names))


def of_python(file, keywords, comment_tags, options):
    """The extraction method for Python."""
    return map(_message, in_python(file.read().decode()))


def of_template(file, keywords, comment_tags, options):
    """The extraction method for Jinja."""
    return map(_message, in_template(file.read().decode()))


def _message(sentence):
    template = sentence.template
    if "n" in sentence.values:
        return sentence.line, "ngettext", (template, template), []
    return sentence.line, None, template, []
