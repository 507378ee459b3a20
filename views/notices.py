"""The notices that stay in view on every page."""

from html import escape

import streamlit as st

from assistant.citation import day
from assistant.notices import LocalNumber, Notices
from views.markup import outside_link


def render(notices: Notices) -> None:
    """Put them at the bottom of the window, where they do not scroll away."""
    st.bottom.html(notice(notices))


def notice(notices: Notices) -> str:
    """What to do in an emergency, the area's own numbers, and what the tool is."""
    emergency = notices.emergency
    call = f'<a href="tel:{escape(emergency.phone)}">{escape(emergency.phone)}</a>'
    text = escape(emergency.text).replace(escape(emergency.phone), call)
    numbers = [_number(number) for number in notices.local if number.is_set]
    unset = [escape(number.name) for number in notices.local if not number.is_set]
    if unset:
        numbers.append(f"Not yet set for this area: the numbers of {'; '.join(unset)}")
    return (
        '<aside class="notice" aria-label="Emergency and about this tool">'
        f"<p><strong>{text}</strong> {outside_link(emergency.source_url, f'Source: {emergency.source}')}</p>"
        f"<p>{'. '.join(numbers)}.</p><p>{escape(notices.about)}</p></aside>"
    )


def _number(number: LocalNumber) -> str:
    name = escape(number.name)
    phone = escape(number.phone or "")
    confirmed = f" (confirmed {day(number.reviewed)})" if number.reviewed else ""
    return f'{name}: <a href="tel:{phone.replace(" ", "")}">{phone}</a>{confirmed}'
