"""How a web page shows its elements: its simple style rules, attributes that style, and inline styles.

A rule counts where its selector is made of tags, classes and ids, one inside the other; what depends on
the pointer, on the medium or on a script is left alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

Styles = dict[str, str]

# Those by which words are struck through, hidden, or made too small or too pale to be seen.
PROPERTIES = {
    "display", "visibility", "opacity", "font", "font-size", "text-indent", "color", "background",
    "background-color", "background-image", "text-decoration", "text-decoration-line", "mso-hide",
    "mso-list", "mso-element",
}  # fmt: skip
ALWAYS = re.compile(r"@media\s+(only\s+)?(all|screen)\s*", re.IGNORECASE)
NO_RULE = re.compile(r"/\*.*?(\*/|\Z)|<!--|-->", re.DOTALL)
SIMPLE = re.compile(r"(?P<tag>\*|[a-z][a-z0-9]*)?(?P<names>(?:[.#][\w-]+)*)", re.IGNORECASE)
PRINTABLE = re.compile(r"[^\x20-\x7e]+")
STRUCK_TAGS = {"s", "strike", "del"}


@dataclass(frozen=True, slots=True)
class Simple:
    """One step of a selector. direct: it must be the very parent of what comes behind it."""

    tag: str | None
    classes: frozenset[str]
    ids: frozenset[str]
    direct: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The tag, the classes and the id."""
        return self.classes | self.ids | ({self.tag} if self.tag else set())

    def matches(self, element: HtmlElement) -> bool:
        """Returns whether an element has the tag, the classes and the id."""
        return (
            self.tag in {None, element.tag}
            and self.classes <= set((element.get("class") or "").split())
            and self.ids <= {element.get("id")}
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """steps: the last is the element itself, those before it stand around it. weight: the higher wins."""

    steps: tuple[Simple, ...]
    weight: tuple[int, int, int, int]
    plain: Styles
    important: Styles

    @property
    def key(self) -> str:
        """A name without which it matches nothing: of an id or a class, where it has one."""
        names = [name for step in reversed(self.steps) for name in (*step.ids, *step.classes)]
        return names[0] if names else self.steps[-1].tag or "*"

    @property
    def needed(self) -> frozenset[str]:
        """The names that something around the element has."""
        return frozenset().union(*(step.names for step in self.steps[:-1]))

    def matches(self, element: HtmlElement) -> bool:
        """Returns whether an element and what stands around it are as the selector says."""
        *around, own = self.steps
        if not own.matches(element):
            return False
        outer = element.getparent()
        for step in reversed(around):
            while outer is not None and not step.matches(outer) and not step.direct:
                outer = outer.getparent()
            if outer is None or not step.matches(outer):
                return False
            outer = outer.getparent()
        return True


def styles_of(element: HtmlElement) -> Styles:
    """What an element's own `style` says, by property, in small letters; the last one counts."""
    style = element.get("style")
    if not style:
        return {}
    plain, important = _declared(style)
    return plain | important


def write_styles(page: HtmlElement) -> None:
    """Write what the page's rules and attributes say of each element into its `style`, its own words last."""
    rules: dict[str, list[Rule]] = defaultdict(list)
    for sheet in page.iter("style"):
        for rule in _rules(str(sheet.text or ""), sum(map(len, rules.values()))):
            rules[rule.key].append(rule)
    around: dict[HtmlElement, frozenset[str]] = {}
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        outer = around.get(element.getparent(), frozenset())
        names = outer | _names(element)
        # Most elements bring no new name, and share one set with what stands around them.
        around[element] = outer if len(names) == len(outer) else names
        found = [
            rule
            for name in (*(rules.keys() & names), "*")
            for rule in rules.get(name, ())
            if rule.needed <= outer and rule.matches(element)
        ]
        hints = _hints(element)
        if not found and not hints:
            continue
        plain, important = _declared(element.get("style") or "")
        found.sort(key=lambda rule: rule.weight)
        merged = hints
        for styles in (*(r.plain for r in found), plain, *(r.important for r in found), important):
            merged = merged | styles
        element.set("style", "; ".join(f"{name}: {value}" for name, value in merged.items()))


def is_struck(element: HtmlElement) -> bool:
    """Returns whether an element shows its words struck through, by its tag or by its style."""
    if element.tag in STRUCK_TAGS:
        return True
    styles = styles_of(element)
    lines = f"{styles.get('text-decoration', '')} {styles.get('text-decoration-line', '')}"
    return "line-through" in lines


def is_struck_within(element: HtmlElement, outer: HtmlElement) -> bool:
    """Returns whether an element, or one around it up to the outer one, shows its words struck through."""
    while not is_struck(element):
        if element is outer or element.getparent() is None:
            return False
        element = element.getparent()
    return True


def _names(element: HtmlElement) -> frozenset[str]:
    """An element's tag, classes and id. One that is both is looked for as both."""
    return frozenset([element.tag, element.get("id") or element.tag, *(element.get("class") or "").split()])


def _declared(text: str) -> tuple[Styles, Styles]:
    """The declarations that count here, and those among them that are marked as important."""
    plain: Styles = {}
    important: Styles = {}
    for declaration in PRINTABLE.sub(" ", text).lower().split(";"):
        name, _, value = declaration.partition(":")
        value, mark, _ = value.partition("!")
        if name.strip() in PROPERTIES and value.strip():
            (important if mark else plain)[name.strip()] = " ".join(value.split())
    return plain, important


def _rules(sheet: str, number: int) -> Iterator[Rule]:
    """The rules of a sheet that say something of how words are seen. number: of the rules before it."""
    heads: list[str] = []
    text = ""
    for part in re.split(r"([{}])", NO_RULE.sub(" ", sheet)):
        if part == "{":
            heads.append(text.rpartition(";")[2].strip())
        elif part == "}":
            if heads and not heads[-1].startswith("@") and all(map(ALWAYS.fullmatch, heads[:-1])):
                plain, important = _declared(text)
                for selector in heads[-1].split(",") if plain or important else []:
                    if steps := _steps(selector):
                        ids, classes, tags = (
                            sum(counts) for counts in zip(*map(_weight, steps), strict=True)
                        )
                        number += 1
                        yield Rule(steps, (ids, classes, tags, number), plain, important)
            heads = heads[:-1]
        text = "" if part in {"{", "}"} else part


def _steps(selector: str) -> tuple[Simple, ...]:
    """The steps of a selector; none where it holds anything else than tags, classes and ids."""
    steps: list[Simple] = []
    words = selector.replace(">", " > ").split()
    for i, word in enumerate(words):
        if word == ">":
            continue
        found = SIMPLE.fullmatch(word)
        if not found:
            return ()
        tag = (found["tag"] or "*").lower()
        names = re.findall(r"[.#][\w-]+", found["names"])
        steps.append(
            Simple(
                None if tag == "*" else tag,
                frozenset(name[1:] for name in names if name[0] == "."),
                frozenset(name[1:] for name in names if name[0] == "#"),
                direct=words[i + 1 : i + 2] == [">"],
            )
        )
    return tuple(steps)


def _weight(step: Simple) -> tuple[int, int, int]:
    return len(step.ids), len(step.classes), step.tag is not None


def _hints(element: HtmlElement) -> Styles:
    """What old attributes say of colours, and of pictures behind words."""
    named = {"color": element.get("text" if element.tag == "body" else "color") or ""}
    named["background-color"] = element.get("bgcolor") or ""
    named["background-image"] = "url()" if element.get("background") else ""
    return {name: value for name, value in _declared(_joined(named))[0].items() if value}


def _joined(styles: Styles) -> str:
    return ";".join(f"{name}:{value.replace(';', ' ')}" for name, value in styles.items())
