"""Rich text for tests: awkward pieces of it, and what a reader gets of it, whatever it is written in."""

import random
import re
from html import escape
from urllib.parse import unquote

from bs4 import BeautifulSoup, NavigableString

DOCUMENT = 'data-type="page" data-id="1e7aa153-6f0e-4a0e-9a37-0b6f4f1c2d3e"'
TRICKY = {
    "paragraphs": "<p>One.</p><p>Two.</p>",
    "headings": "<h4>What to bring</h4><p>Papers.</p><h5>1. Which</h5><p># not a heading</p>",
    "list": "<p>Bring:</p><ul><li>one</li><li>two</li></ul><p>- not a list</p>",
    "numbered list": "<ol>" + "".join(f"<li>{number}</li>" for number in range(12)) + "</ol>",
    "nested lists": "<ul><li>a<ol><li>b</li><li>c<ul><li>d</li></ul></li></ol></li><li>e</li></ul><p>f</p>",
    "other list inside": "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
    "paragraph in item": "<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>",
    "link to a document": f'<p>See <a href="/visits/first_(one)/" {DOCUMENT}>the <em>first</em> visit</a>.</p>',
    "links": '<p><a href="https://a.example/?b=1&amp;copy=2">x</a><a href="tel:+13105550142">y</a>'
    '<a href="#z">z</a></p>',
    "positions": "<p>10<sup>3</sup> ml of H<sub>2</sub>O, 2<sup>nd</sup></p>",
    "abbreviation": '<p>An <abbr title="electro&quot;cardio&quot;gram">ECG</abbr>.</p>',
    "line breaks": "<p>One<br>two<br><br><strong>three<br>four</strong></p>",
    "line breaks at edges": "<p><br>One<br></p>",
    "marks in marks": "<p><strong>a <em>b</em></strong><em>c</em> <em><strong>d</strong> e</em></p>",
    "marks inside words": "<p>in<strong>side</strong> out<em>side</em>s un<em><strong>believ</strong></em>able</p>",
    "marks around punctuation": "<p>a<strong>“b”</strong>c <em>(d)</em>e, f<strong>.</strong>g</p>",
    "spaces at the edges of marks": "<p>a<strong> b </strong>c<em> </em>d</p>",
    "mark in the same mark": "<p><strong>a<em>b<strong>c</strong></em></strong></p>",
    "signs of Markdown": "<p>* a_b_c `d` [e](f) ~g~ \\ | &lt;b&gt; &amp;amp; ![h](i) 1. 2) + = &gt;</p>",
    "lines that begin with signs": "<p>+ a<br>- b<br>1. c<br>2) d<br># e<br>&gt; f<br>=<br>---<br>* * *</p>",
    "white space": "<p>  a\n  b\u00a0 c </p>",
    "other alphabets": "<p>Año — 日本語 <strong>汉字</strong>、<em>é</em> 🙂</p>",
}
TEXTS = (
    *"ab7*_`[]()<>&\\|~#+-=.!“”€é日\u00a0",
    *("**", "__"),
    *(" ", " and ", "1. ", "&amp;", "- ", "# ", "> ", "http://a.example/b_c_", "***", "x*y", "_z_"),
)
LINKS = ("/a/", "#b", "https://c.example/d_(e)?f=1&copy=2", "mailto:g@h.example")


def at_random(seed):
    """HTML as publishing writes it, of a kind that no editor would."""
    chance = random.Random(seed)  # noqa: S311
    return "".join(block(chance) for _ in range(chance.randint(1, 4)))


def block(chance):
    kind = chance.choice(["p", "p", "p", "h4", "h5", "ul", "ol"])
    if kind in ("ul", "ol"):
        return items(chance, kind, depth=1) + "<p>x</p>"
    return f"<{kind}>{inline(chance, breaks=kind == 'p')}</{kind}>"


def items(chance, kind, *, depth):
    inner = [items(chance, chance.choice(["ul", "ol"]), depth=depth + 1) if chance.random() < 0.3 / depth else ""]
    inner += [""] * chance.randint(0, 2)
    return f"<{kind}>" + "".join(f"<li>x{inline(chance)}{below}</li>" for below in inner) + f"</{kind}>"


def inline(chance, *, breaks=True, within=()):
    written = ""
    for _ in range(chance.randint(1, 4)):
        mark = chance.choice(["strong", "em", "sup", "a", "abbr", "br", "", "", ""])
        if mark == "br":
            written += "<br>" if breaks else ""
        elif mark == "" or mark in within or len(within) == 3:
            written += escape("".join(chance.choice(TEXTS) for _ in range(chance.randint(1, 3))), quote=False)
        else:
            attribute = {"a": f' href="{escape(chance.choice(LINKS))}"', "abbr": ' title="t"'}.get(mark, "")
            written += f"<{mark}{attribute}>{inline(chance, breaks=breaks, within=(*within, mark))}</{mark}>"
    return written


def read(html, *, documents=True):
    """What a reader gets of HTML: for each paragraph its place, and each letter with the marks that it has.

    Read without the code under test. Without ``documents``, links do not say which document they lead to.
    """
    found = []
    reader = Reading(found, documents)
    reader.block(BeautifulSoup(html, "html.parser"), place=())
    return [(place, letters) for place, letters in ((place, tidy(letters)) for place, letters in found) if letters]


class Reading:
    def __init__(self, found, documents):
        self.found, self.documents = found, documents

    def block(self, node, place):
        for index, child in enumerate(node.find_all(recursive=False) if node.name in ("ul", "ol") else node.children):
            name = getattr(child, "name", None)
            if name in ("ul", "ol"):
                self.block(child, (*place, name))
            elif name == "li":
                self.found.append(((*place, index), []))
                self.block(child, (*place, index))
            elif name in ("p", "h4", "h5") and not place:
                self.found.append(((name,), []))
                self.block(child, (name,))
            elif name == "p":
                self.letters("\n" if self.found[-1][1] else "", ())
                self.block(child, place)
            else:
                self.inline(child, ())

    def inline(self, node, marks):
        if isinstance(node, NavigableString):
            self.letters(re.sub("[ \t\n\r\f\u00a0]+", " ", node), marks)
        elif node.name == "br":
            self.letters("\n", ())
        else:
            for child in node.children:
                self.inline(child, (*marks, self.mark(node)))

    def mark(self, tag):
        said = {"a": ["href"], "abbr": ["title"]}.get(tag.name, [])
        said += ["data-type", "data-id"] if self.documents and tag.name == "a" else []
        return (tag.name, *(unquote(tag.get(name, "")) for name in said))

    def letters(self, text, marks):
        if self.found:
            self.found[-1][1].extend((letter, frozenset(marks) if letter not in " \n" else None) for letter in text)


def tidy(letters):
    """One space between words, none at the edges of lines. Kinds of spaces and their marks are not told apart."""
    lines = [[]]
    for letter, marks in letters:
        if letter == "\n":
            lines.append([])
        elif letter != " " or (lines[-1] and lines[-1][-1][0] != " "):
            lines[-1].append((letter, marks))
    lines = [line[:-1] if line and line[-1][0] == " " else line for line in lines]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return lines
