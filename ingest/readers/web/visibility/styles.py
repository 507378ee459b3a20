"""Works out how a web page styles its elements: simple rules, old attributes, inline styles.

A rule counts if its selector consists of tags, classes and ids, possibly nested. Rules that depend on the
pointer or a script are ignored. Of rules for wide screens or newer browsers, what shows words counts.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

Styles = dict[str, str]

# Properties that strike words through, hide them, move them away, or make them bold, too small or too pale.
PROPERTIES = {
    "display", "visibility", "opacity", "font", "font-size", "font-weight", "text-indent", "color",
    "background", "background-color", "background-image", "background-clip", "-webkit-background-clip",
    "-webkit-text-fill-color", "text-decoration", "text-decoration-line", "position", "left", "top", "right",
    "bottom", "float", "margin-left", "margin-top", "padding-left", "padding-top", "padding-right",
    "padding-bottom", "transform", "clip", "clip-path", "overflow", "width", "height", "max-width",
    "max-height", "min-width", "min-height", "flex", "flex-grow", "animation", "animation-name", "mso-hide",
    "mso-list", "mso-element",
}  # fmt: skip
ON_SCREEN = re.compile(r"\s*((only\s+)?(all|screen))?\s*", re.IGNORECASE)
ON_WIDE_SCREENS = re.compile(
    r"\s*((only\s+)?(all|screen)\s+and\s*)?\(\s*(min-width|width\s*>)(?!.*(max-|<)).*",
    re.IGNORECASE | re.DOTALL,
)
CONDITION = re.compile(r"@(media|supports)\b", re.IGNORECASE)
# Declarations that hide nothing.
SHOWS = {"display": re.compile(r"(?!none)"), "visibility": re.compile(r"visible")}
NO_RULE = re.compile(r"/\*.*?(\*/|\Z)|<!--|-->", re.DOTALL)
SIMPLE = re.compile(r"(?P<tag>\*|[a-z][a-z0-9]*)?(?P<names>(?:[.#][\w-]+)*)", re.IGNORECASE)
PRINTABLE = re.compile(r"[^\x20-\x7e]+")
STRUCK_TAGS = {"s", "strike", "del"}


@dataclass(frozen=True, slots=True)
class Simple:
    """One step of a selector. direct: it must be the parent of the next step, not a remoter ancestor."""

    tag: str | None
    classes: frozenset[str]
    ids: frozenset[str]
    direct: bool = False

    @property
    def names(self) -> frozenset[str]:
        """Returns the tag, the classes and the id."""
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
    """A style rule. steps: the last is the element, the others its ancestors. weight: the higher wins."""

    steps: tuple[Simple, ...]
    weight: tuple[int, int, int, int]
    plain: Styles
    important: Styles

    @property
    def key(self) -> str:
        """Returns a name that every match has: of an id or a class if possible."""
        names = [name for step in reversed(self.steps) for name in (*step.ids, *step.classes)]
        return names[0] if names else self.steps[-1].tag or "*"

    @property
    def needed(self) -> frozenset[str]:
        """Returns the names that ancestors of the element must have."""
        return frozenset().union(*(step.names for step in self.steps[:-1]))

    def matches(self, element: HtmlElement) -> bool:
        """Returns whether an element and its ancestors match the selector."""
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
    """Returns an element's own `style` by property, in small letters; the last declaration counts."""
    style = element.get("style")
    if not style:
        return {}
    plain, important = _declared(style)
    return plain | important


def write_styles(page: HtmlElement) -> None:
    """Writes what the page's rules and attributes say into each element's `style`; its own style wins."""
    rules: dict[str, list[Rule]] = defaultdict(list)
    for sheet in page.iter("style"):
        medium = f"@media {sheet.get('media') or ''}"
        for rule in _rules(str(sheet.text or ""), sum(map(len, rules.values())), medium):
            rules[rule.key].append(rule)
    around: dict[HtmlElement, frozenset[str]] = {}
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        outer = around.get(element.getparent(), frozenset())
        names = outer | _names(element)
        # Most elements add no new name and share one set with their parent.
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
    """Returns whether an element, or an ancestor up to `outer`, shows its words struck through."""
    while not is_struck(element):
        if element is outer or element.getparent() is None:
            return False
        element = element.getparent()
    return True


def _names(element: HtmlElement) -> frozenset[str]:
    """Returns an element's tag, classes and id, for looking up rules."""
    return frozenset([element.tag, element.get("id") or element.tag, *(element.get("class") or "").split()])


def _declared(text: str) -> tuple[Styles, Styles]:
    """Returns the declarations that matter here, and those of them marked as important."""
    plain: Styles = {}
    important: Styles = {}
    for declaration in PRINTABLE.sub(" ", text).lower().split(";"):
        name, _, value = declaration.partition(":")
        value, mark, _ = value.partition("!")
        if name.strip() in PROPERTIES and value.strip():
            (important if mark else plain)[name.strip()] = " ".join(value.split())
    return plain, important


def _rules(sheet: str, number: int, medium: str) -> Iterator[Rule]:
    """Yields a sheet's rules that affect how words are seen. number: how many rules came before."""
    heads: list[str] = []
    text = ""
    for part in re.split(r"([{}])", NO_RULE.sub(" ", sheet)):
        if part == "{":
            heads.append(text.rpartition(";")[2].strip())
        elif part == "}":
            reach = min(map(_reach, [medium, *heads[:-1]]))
            if heads and not heads[-1].startswith("@") and reach:
                plain, important = (_showing(styles) if reach == 1 else styles for styles in _declared(text))
                for selector in heads[-1].split(",") if plain or important else []:
                    if steps := _steps(selector):
                        ids, classes, tags = (
                            sum(counts) for counts in zip(*map(_weight, steps), strict=True)
                        )
                        number += 1
                        yield Rule(steps, (ids, classes, tags, number), plain, important)
            heads = heads[:-1]
        text = "" if part in {"{", "}"} else part


def _reach(condition: str) -> int:
    """Returns 2 if the rules in a condition apply on every screen, 1 on wide or modern ones, else 0."""
    found = CONDITION.match(condition)
    if found is None:
        return 0
    if found[1].lower() == "supports":
        return 1
    media = condition[found.end() :].split(",")
    if any(map(ON_SCREEN.fullmatch, media)):
        return 2
    return int(any(map(ON_WIDE_SCREENS.fullmatch, media)))


def _showing(styles: Styles) -> Styles:
    """Returns the declarations by which words are shown."""
    return {name: value for name, value in styles.items() if name in SHOWS and SHOWS[name].match(value)}


def _steps(selector: str) -> tuple[Simple, ...]:
    """Returns the steps of a selector; none if it contains anything but tags, classes and ids."""
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
    """Returns what old attributes say about colours and background pictures."""
    named = {"color": element.get("text" if element.tag == "body" else "color") or ""}
    named["background-color"] = element.get("bgcolor") or ""
    named["background-image"] = "url()" if element.get("background") else ""
    return {name: value for name, value in _declared(_joined(named))[0].items() if value}


def _joined(styles: Styles) -> str:
    return ";".join(f"{name}:{value.replace(';', ' ')}" for name, value in styles.items())
