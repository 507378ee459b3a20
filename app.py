"""The web page: `signpost serve` runs this script for every visit. It only assembles the pages."""

from functools import partial

import streamlit as st

from assistant.library.notices import read_notices
from index.errors import SignpostError
from index.settings import Settings
from views.current_build import corpus_name
from views.elements import frame, page_script
from views.elements.faults import fault, without_words
from views.elements.styles import STYLES
from views.pages import ask, changes, maintain, read, sources, topics
from views.site import GUARDED

st.set_page_config(page_icon="🧭", layout="wide")
st.html(STYLES)
# This container must come first: what screen readers announce must exist from the first paint on.
place_of_script = st.container(key="script")
try:
    settings = Settings.from_env()
    notices = read_notices(settings.corpus)
except SignpostError as error:
    fault("Signpost cannot show this page.", error)
    st.stop()
pages = [
    st.Page(partial(ask.render, settings, notices), title="Ask", url_path="ask", default=True),
    st.Page(partial(topics.render, settings), title="Topics", url_path="where"),
    st.Page(partial(read.render, settings), title="Read", url_path="read"),
    st.Page(partial(sources.render, settings), title="Sources", url_path="sources"),
    st.Page(partial(changes.render, settings), title="Changes", url_path="changes"),
]
if settings.maintainers:
    pages.append(st.Page(partial(maintain.render, settings), title="Maintain", url_path="maintain"))
chosen = st.navigation(pages, position="hidden")
frame.render(notices, corpus_name(settings), pages, guarded=GUARDED.is_set())
page_script.begin(chosen.url_path)
ask.keep_choices()
with st.container(key="content"), without_words():
    chosen.run()
# Before the first question the box stands in the middle of the page, and its foot below that.
foot = st if chosen.url_path or ask.is_begun() else st.bottom
foot.html(frame.foot(notices))
with place_of_script:
    page_script.mount(settings, kept=ask.holds_something())
