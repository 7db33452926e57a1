"""A misspelt field fails the type check: of a page or snippet in its content, of a block in what it computes."""

import ast
import inspect
import re
import subprocess
import sys
from typing import get_type_hints, is_typeddict

import pytest

from cms.blocks.base import EditorBlock
from cms.publishing.publications.registry import publications
from cms.site import references as shown_of_the_site
from procedures.content import references as shown_of_treatments
from tests.processes import ROOT

MISSPELT = "_misspelt"
TYPE_ERROR = re.compile(rf'^(\S+?):(\d+): error: .*"(\w+{MISSPELT})"', re.MULTILINE)


def subclasses(base):
    return [each for cls in base.__subclasses__() for each in (cls, *subclasses(cls))]


BLOCKS = [cls for cls in subclasses(EditorBlock) if cls().meta.contract]


def modules():
    """Those that read fields of pages, snippets and blocks."""
    contents = (inspect.getmodule(publication.content) for publication in publications())
    blocks = (inspect.getmodule(cls) for cls in BLOCKS)
    found = {*contents, *blocks, shown_of_the_site, shown_of_treatments}
    return sorted((module for module in found if module.__name__.startswith(("cms.", "procedures."))), key=str)


class Misspelling(ast.NodeTransformer):
    """Every field that a content function reads of its row, and every child that a block reads of its value."""

    row = None

    def visit_FunctionDef(self, function):
        names = [argument.arg for argument in function.args.args]
        self.row = names[0] if "context" in names[1:] and names[0] != "self" else None
        return self.generic_visit(function)

    def visit_Attribute(self, attribute):
        if isinstance(attribute.value, ast.Name) and attribute.value.id == self.row:
            attribute.attr += MISSPELT
        return self.generic_visit(attribute)

    def visit_Subscript(self, subscript):
        is_value = isinstance(subscript.value, ast.Name) and subscript.value.id in ("value", "cleaned")
        if is_value and isinstance(subscript.slice, ast.Constant):
            subscript.slice.value += MISSPELT
        return self.generic_visit(subscript)


def misspellings(text):
    """Line and name of each."""
    for node in ast.walk(ast.parse(text)):
        name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "value", None)
        if isinstance(name, str) and name.endswith(MISSPELT):
            yield node.lineno, name


@pytest.mark.xdist_group("mypy")
def test_every_misspelt_field_fails_the_type_check(tmp_path):
    arguments, expected = [], set()
    for module in modules():
        path = module.__name__.replace(".", "/") + ".py"
        text = ast.unparse(Misspelling().visit(ast.parse(inspect.getsource(module))))
        shadow = tmp_path / path.replace("/", "-")
        shadow.write_text(text, encoding="utf-8")
        arguments += ["--shadow-file", path, str(shadow)]
        expected |= {(path, line, name) for line, name in misspellings(text)}
    check = [sys.executable, "-m", "mypy", *arguments]
    said = subprocess.run(check, cwd=ROOT, capture_output=True, text=True).stdout
    seen = {(path, int(line), name) for path, line, name in TYPE_ERROR.findall(said)}
    assert len(expected) > 100
    assert expected - seen == set()


@pytest.mark.parametrize("cls", BLOCKS, ids=lambda cls: cls.__name__)
def test_what_a_block_reads_of_its_value_are_its_children(cls):
    read = (get_type_hints(method)["value"] for method in (cls.compute, cls.check_finished) if method.__annotations__)
    names = {name for value in read if is_typeddict(value) for name in get_type_hints(value)}
    assert names <= cls().child_blocks.keys()
