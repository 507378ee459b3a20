"""The form for uploading a document."""

from datetime import date
from typing import Any

import streamlit as st

from index.errors import SignpostError
from index.settings import Settings
from ingest.corpus.register import CHOICES, read_register
from ingest.limits import LARGEST_FILE, MEBIBYTE
from ingest.readers.formats import READERS
from publishing.editing.maintainers import Person
from publishing.editing.uploads import Upload
from publishing.progress import Bars
from views.elements.faults import fault
from views.maintaining.messages import say
from views.maintaining.sign_in import still
from views.maintaining.workspace import Result, bench_of, desk_of

KNOWN, NEW = "Another edition of a document in the register", "A document that is not in the register yet"
# Old Word files are read where LibreOffice is installed; where it is not, the refusal says so.
TYPES = [ending.removeprefix(".") for ending in (*READERS, ".doc", ".dot")]
DATES = {"published": "Published", "in_force": "In force from", "review_by": "Review due"}
NOT_KNOWN = "Not recorded"


def render(settings: Settings, person: Person, *, main: bool) -> None:
    """Shows the upload form. main: whether it is the main action of the page."""
    try:
        sources = {source.id: source for source in read_register(settings.corpus).sources}
    except SignpostError as error:
        fault("The register has a mistake. Correct it by hand first.", error)
        return
    kind = st.radio("What are you uploading?", [KNOWN, NEW])
    # A new form after each accepted upload, so that none is sent twice.
    number = st.session_state.setdefault("maintain-form", 0)

    def key(name: str) -> str:
        return f"maintain-{name}-{number}"

    with st.form(f"upload-{number}", border=False):
        if kind == KNOWN:
            st.selectbox(
                "Document",
                list(sources),
                index=None,
                placeholder="Choose a document",
                format_func=lambda i: f"{sources[i].title} ({'' if sources[i].file else 'no '}copy here)",
                key=key("source"),
            )
        else:
            st.text_input("Title", key=key("title"), max_chars=300)
            st.text_input(
                "Id: a short name of a-z, 0-9 and hyphens. It cannot be changed later.",
                key=key("id"),
                max_chars=60,
            )
            st.text_input("Publisher, if known", key=key("publisher"), max_chars=200)
            st.selectbox("Kind", [NOT_KNOWN, *CHOICES["kind"]], key=key("kind"))
            st.selectbox("Scope", [NOT_KNOWN, *CHOICES["scope"]], key=key("scope"))
            st.text_input("Web address where it can be read, if known", key=key("url"), max_chars=1000)
        st.file_uploader(
            "File (PDF, Word, OpenDocument, slides, rich text, web page, Markdown or plain text)",
            type=TYPES,
            max_upload_size=min(LARGEST_FILE // MEBIBYTE, st.get_option("server.maxUploadSize")),
            key=key("file"),
        )
        st.markdown("Dates of this edition. Leave out any you do not know: the old dates are not kept.")
        with st.container(horizontal=True):
            for name, label in DATES.items():
                st.date_input(
                    label,
                    value=None,
                    min_value=date(1950, 1, 1),
                    max_value=date(2100, 1, 1),
                    format="DD/MM/YYYY",
                    key=key(name),
                )
        st.form_submit_button(
            "Upload and check",
            type="primary" if main else "secondary",
            on_click=_send,
            args=(settings, person, kind, number),
        )


def _send(settings: Settings, person: Person, kind: str, number: int) -> None:
    given: dict[str, Any] = {
        name.removeprefix("maintain-").removesuffix(f"-{number}"): value
        for name, value in st.session_state.items()
        if isinstance(name, str) and name.startswith("maintain-") and name.endswith(f"-{number}")
    }
    file, source_id = given.get("file"), given.get("source" if kind == KNOWN else "id")
    if not source_id or file is None:
        say(f"{'Choose a document' if kind == KNOWN else 'Enter an id'} and a file.")
        return
    new = None if kind == KNOWN else {name: _text(given.get(name)) for name in
                                      ("title", "publisher", "kind", "scope", "url")}  # fmt: skip
    upload = Upload(
        source_id=source_id.strip(),
        name=file.name,
        data=file.getvalue(),
        new=new,
        **{name: given.get(name) for name in DATES},
    )
    desk = desk_of(settings)

    def work(bars: Bars) -> Result:
        with bars("Reading the upload", 1):
            desk.upload(person, upload)
        return desk.review(person, bars)

    try:
        still(settings, person)
        bench_of(settings.index).start("Reading the upload and comparing", person, work)
    except SignpostError as error:
        say(str(error))
        return
    st.session_state["maintain-form"] = number + 1


def _text(value: str | None) -> str | None:
    """Returns the text on one line, or None if there is none."""
    text = " ".join((value or "").split())
    return text if text and text != NOT_KNOWN else None
