"""The web page: `signpost serve` runs this script for every visit. It only assembles the pages."""

from functools import partial

import streamlit as st

from assistant.library.notices import read_notices
from index.errors import SignpostError
from index.settings import Settings
from views.elements import notices, page_script
from views.elements.faults import fault, without_words
from views.elements.foot import FOOT
from views.elements.styles import STYLES
from views.pages import ask, maintain, read, sources, where

st.set_page_config(page_icon="🧭", layout="wide")
st.html(STYLES)
# This container must come first: what screen readers announce must exist from the first paint on.
place_of_script = st.container(key="script")
try:
    settings = Settings.from_env()
    fixed_words = read_notices(settings.corpus)
    notices.render(fixed_words)
except SignpostError as error:
    fault("Signpost cannot show this page.", error)
    st.stop()
pages = [
    st.Page(partial(ask.render, settings, fixed_words), title="Ask", url_path="ask", default=True),
    st.Page(partial(where.render, settings), title="Where guidance sits", url_path="where"),
    st.Page(partial(read.render, settings), title="Read", url_path="read"),
    st.Page(partial(sources.render, settings), title="Sources", url_path="sources"),
]
if settings.maintainers:
    pages.append(st.Page(partial(maintain.render, settings), title="Maintain", url_path="maintain"))
chosen = st.navigation(pages, position="top")
page_script.begin(chosen.url_path)
ask.keep_choices()
with without_words():
    chosen.run()
st.html(FOOT)
with place_of_script:
    page_script.mount(settings, kept=ask.holds_something())
