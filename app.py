"""The web page: `signpost serve` runs this script for every visit. It only puts the pages together."""

from functools import partial

import streamlit as st

from assistant.notices import read_notices
from index.errors import SignpostError
from index.settings import Settings
from views import ask, maintain, notices, sources, where
from views.styles import STYLES

st.set_page_config(page_icon="🧭")
st.html(STYLES)
try:
    settings = Settings.from_env()
    notices.render(read_notices(settings.corpus))
except SignpostError as error:
    st.error(str(error))
    st.stop()
pages = [
    st.Page(partial(ask.render, settings), title="Ask", url_path="ask", default=True),
    st.Page(partial(where.render, settings), title="Where guidance sits", url_path="where"),
    st.Page(partial(sources.render, settings), title="Sources", url_path="sources"),
]
if settings.maintainers:
    pages.append(st.Page(partial(maintain.render, settings), title="Maintain", url_path="maintain"))
st.navigation(pages, position="top").run()
