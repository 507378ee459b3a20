"""The lines of a fold-out: which can be clicked, and what each opens."""

from lxml.html import HtmlElement

from ingest.readers.web.boilerplate import SHARING, words_of
from ingest.readers.web.visibility.hidden_elements import is_hidden

OPENS_SOMETHING_ELSE = {"modal", "dropdown", "tooltip", "popover", "offcanvas"}
LONGEST_HEADING = 40  # words
CLICKED_TAGS = {"dt", "label", "div", "p", "a", "span", "strong", "b"}
HEADING_TAGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def works_something_else(control: HtmlElement) -> bool:
    """Returns whether a control sends a form, opens a menu or a window, or works the page."""
    if control.tag == "button":
        names = opened_by(control)
        sends = (
            control.get("type", "submit") != "button"
            and next(control.iterancestors("form"), None) is not None
        )
        if control.get("type") in {"submit", "reset"} or (sends and not names):
            return True
    toggles = {control.get("data-toggle"), control.get("data-bs-toggle")}
    return control.get("aria-haspopup") not in {None, "false"} or bool(toggles & OPENS_SOMETHING_ELSE)


def opened_by(control: HtmlElement) -> list[str]:
    """Returns the ids of what a control opens."""
    names = (control.get("aria-controls") or "").split()
    named = [control.get("data-target"), control.get("data-bs-target")]
    named += [control.get("href")] if control.tag == "a" else []
    names += [name[1:] for name in named if name and name.startswith("#") and len(name) > 1]
    return list(dict.fromkeys(names))


def is_panel(panel: HtmlElement, control: HtmlElement) -> bool:
    """Returns whether an element is what a heading opens: it has words, and not only sharing links."""
    if panel is control or panel in control.iterancestors() or not words_of(panel) or panel.tag == "form":
        return False
    links = panel.xpath(".//a[@href]")
    return not links or not all(SHARING.match(link.get("href")) for link in links)


def can_be_clicked(line: HtmlElement) -> bool:
    """Returns whether an element can be the words that one clicks to open what follows."""
    words = words_of(line)
    return (
        line.tag in CLICKED_TAGS
        and (line.tag != "label" or line.get("for") is not None)
        and 0 < len(words.split()) <= LONGEST_HEADING
        and not (line.tail or "").strip()
        and not is_hidden(line)
    )


def are_alike(line: HtmlElement, panel: HtmlElement) -> bool:
    """Returns whether two elements share a class, like panels of tabs: neither opens the other."""
    return bool(set((line.get("class") or "").split()) & set((panel.get("class") or "").split()))


def names_of(element: HtmlElement) -> str:
    """Returns the class and the id of an element; nothing for the page as a whole."""
    return f"{element.get('class') or ''} {element.get('id') or ''}" if element.tag != "body" else ""


def block_behind(element: HtmlElement) -> HtmlElement | None:
    """Returns what comes right after an element, or after its parents that contain nothing else."""
    node = element
    while node.getnext() is None and node.getparent() is not None and not (node.tail or "").strip():
        if words_of(node.getparent()) != words_of(element):
            return None
        node = node.getparent()
    return None if (node.tail or "").strip() else node.getnext()


def block_after(button: HtmlElement) -> HtmlElement | None:
    """Returns the block right after a button if the button can open it."""
    following = block_behind(button)
    if following is None or following.tag in {"button", "a", "span", *HEADING_TAGS}:
        return None
    if following.xpath("./descendant-or-self::button") and len(words_of(following).split()) < LONGEST_HEADING:
        return None
    return following if words_of(following) else None
