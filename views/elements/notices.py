"""The emergency notice above an answer, where a question tells of a crisis."""

from html import escape

import streamlit as st

from assistant.library.descriptions import day
from assistant.library.notices import LocalNumber, Notices

# For a reader; which numbers are missing is a maintainer's business.
ASK_LEAD = "Ask your safeguarding lead for the local numbers."


def raise_where_needed(notices: Notices, question: str) -> None:
    """Shows the emergency notice above an answer if the question contains words of crisis."""
    if notices.tell_of_crisis(question):
        st.html(raised(notices))


def raised(notices: Notices) -> str:
    """Returns what to do in an emergency, and the local numbers, as HTML."""
    return f'<div class="raised"><p>{_emergency(notices)}</p>{_local(notices)}</div>'


def phone_link(phone: str) -> str:
    """Returns a phone number as a link that calls it."""
    return f'<a href="tel:{phone.replace(" ", "")}">{escape(phone)}</a>'


def _emergency(notices: Notices) -> str:
    phone = notices.emergency.phone
    text = escape(notices.emergency.text).replace(escape(phone), phone_link(phone))
    return f"<strong>{text}</strong>"


def _local(notices: Notices) -> str:
    numbers = [f"{_number(number)}." for number in notices.local if number.is_set]
    if notices.unset or not notices.local:
        numbers.append(ASK_LEAD)
    return f"<p>{' '.join(numbers)}</p>"


def _number(number: LocalNumber) -> str:
    confirmed = f" (confirmed {day(number.reviewed)})" if number.reviewed else ""
    return f"{escape(number.name)}: {phone_link(number.phone or '')}{confirmed}"
