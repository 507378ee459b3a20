"""Notices that stay in view on every page."""

from html import escape

import streamlit as st

from assistant.library.descriptions import day
from assistant.library.notices import LocalNumber, Notices
from views.elements.markup import outside_link


def render(notices: Notices) -> None:
    """Puts the notices at the bottom of the window, where they do not scroll away."""
    st.bottom.html(notice(notices))


def raise_where_needed(notices: Notices, question: str) -> None:
    """Shows the emergency notice above an answer if the question contains words of crisis."""
    if notices.tell_of_crisis(question):
        st.html(f'<div class="raised"><p>{_emergency(notices)}</p>{_local(notices)}</div>')


def notice(notices: Notices) -> str:
    """Returns what to do in an emergency, the local numbers and what the tool is, as HTML."""
    source = outside_link(notices.emergency.source_url, f"Source: {notices.emergency.source}")
    return (
        '<aside class="notice" aria-label="Emergency and about this tool">'
        f'<p>{_emergency(notices)} <span class="source-link">{source}</span></p>{_local(notices)}'
        f"<p>{escape(notices.about)}</p></aside>"
    )


def _emergency(notices: Notices) -> str:
    phone = escape(notices.emergency.phone)
    call = f'<a href="tel:{phone.replace(" ", "")}">{phone}</a>'
    return f"<strong>{escape(notices.emergency.text).replace(phone, call)}</strong>"


def _local(notices: Notices) -> str:
    numbers = [_number(number) for number in notices.local if number.is_set]
    unset = [escape(number.name) for number in notices.local if not number.is_set]
    if unset:
        numbers.append(f"Numbers not yet set for this area: {'; '.join(unset)}")
    return f"<p>{'. '.join(numbers)}.</p>" if numbers else ""


def _number(number: LocalNumber) -> str:
    name = escape(number.name)
    phone = escape(number.phone or "")
    confirmed = f" (confirmed {day(number.reviewed)})" if number.reviewed else ""
    return f'{name}: <a href="tel:{phone.replace(" ", "")}">{phone}</a>{confirmed}'
