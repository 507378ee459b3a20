"""The title of a web page, as its reader sees it."""

import re
from collections.abc import Sequence

# What stands behind the last dash or bar of a page's <title>: the name of the manual.
NAME = re.compile(r"\s+[-–—|»]\s+([^–—|»]+?)$")


def page_title(title: str, headings: Sequence[str], shown: str) -> str:
    """The main heading; of several, the one that the <title> begins with; else the <title>.

    Its end is cut off where it names what the page shows elsewhere. headings: of the first level. shown:
    the words of the page.
    """
    if len(headings) == 1:
        return headings[0]
    title = " ".join(title.split())
    begun = [heading for heading in headings if heading and title.casefold().startswith(heading.casefold())]
    if begun:
        return max(begun, key=len)
    name = NAME.search(title)
    return title[: name.start()] if name and name[1].casefold() in shown.casefold() else title
