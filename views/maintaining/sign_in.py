"""Who is at the page Maintain: signed in at the identity provider, or the user of this very machine."""

import time
from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.secrets import SecretsValue

from index.errors import NotAllowed, NotReady
from index.settings import Settings
from publishing.editing.people import Maintainers, Person, read_maintainers
from views.maintaining.reports import told
from views.site import is_loopback

# After so long somebody signs in anew: Streamlit's cookie alone would last for 30 days.
SIGNED_IN_SECONDS = 12 * 60 * 60
# What a proxy adds: behind one on this machine, all the world comes from this machine.
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


def check_sign_in(settings: Settings, *, public: bool) -> None:
    """InvalidSetting: a mistake in the maintainers file. NotReady: anybody could be the maintainer.

    public: others than the user of this machine can reach the page, by its address or through a proxy.
    """
    if settings.maintainers and read_maintainers(settings.maintainers).auth is None and public:
        raise NotReady(
            f"{settings.maintainers} has no [auth], and the page is not served on this machine alone: nobody "
            "could tell who a maintainer is. Write [auth], unset SIGNPOST_MAINTAINERS, or serve on 127.0.0.1"
        )


def secrets_of(settings: Settings) -> dict[str, "SecretsValue"]:
    """What Streamlit needs so that people can sign in: kept in memory, written nowhere."""
    if settings.maintainers is None:
        return {}
    auth = read_maintainers(settings.maintainers).auth
    return {"auth": dict(auth)} if auth else {}


def signed_in(maintainers: Maintainers, claims: Mapping[str, object], now: float) -> Person | None:
    """Who has signed in with these claims; None for nobody. now: in seconds, as their `iat`.

    NotAllowed: somebody has, and may not do anything here; told so that they can read it.
    """
    if not claims.get("is_logged_in"):
        return None
    since = claims.get("iat")
    if isinstance(since, bool) or not isinstance(since, int | float) or now - since > SIGNED_IN_SECONDS:
        raise NotAllowed("You signed in more than 12 hours ago. Sign out, and in again.")
    # A provider's own name for somebody is certain by itself; an address is only where it confirms it.
    if person := maintainers.by_subject(claims.get("sub")):
        return person
    email = claims.get("email")
    if not isinstance(email, str) or not email:
        raise NotAllowed("Whoever you signed in with does not tell your e-mail address.")
    if claims.get("email_verified") is not True:
        raise NotAllowed(f"Whoever you signed in with does not confirm that {email} is your address.")
    person = maintainers.known(email)
    if person is None or person.subject:
        # Of an entry with a subject nobody else is let in, for a mailbox can be given to another person.
        raise NotAllowed(f"{email} is not on the list of maintainers.")
    return person


def still(settings: Settings, person: Person) -> None:
    """NotAllowed: who acts is signed in no longer, or signed in too long ago. To be called at each action."""
    if settings.maintainers is None:
        return
    maintainers = read_maintainers(settings.maintainers)
    if maintainers.auth and signed_in(maintainers, dict(st.user), time.time()) is None:
        raise NotAllowed(f"{person.label} is signed in no longer: nothing was done")


def is_local(headers: Mapping[str, str], client: str | None) -> bool:
    """Whether a request comes from this very machine, and from no proxy on it.

    headers: by their names in small letters. client: its address; None for 127.0.0.1 and ::1.
    """
    if any(name in headers for name in FORWARDED):
        return False
    if client is not None and not is_loopback(client):
        return False
    # A browser names both; another site's page that came here by a trick names itself.
    names = (urlsplit(f"//{headers.get('host', '')}").hostname, urlsplit(headers.get("origin", "")).hostname)
    return all(name is not None and is_loopback(name) for name in names)


def render(maintainers: Maintainers) -> Person | None:
    """Tell who is signed in, or let somebody sign in. None: nobody who may do anything here."""
    if maintainers.auth is None:
        headers = {name.lower(): value for name, value in st.context.headers.items()}
        if not is_local(headers, st.context.ip_address):
            st.error("Nobody can sign in here: maintaining is possible on the serving machine alone.")
            return None
        person = maintainers.known(None)
        if person:
            st.text(f"You are {person.name}, the user of this machine.")
        return person
    try:
        person = signed_in(maintainers, dict(st.user), time.time())
    except NotAllowed as error:
        st.html(told(f"{error} All other pages are open to you.", "You cannot maintain here."))
        st.button("Sign out", on_click=st.logout)
        return None
    if person is None:
        st.markdown("For those who keep the guidance up to date.")
        st.button("Sign in", type="primary", on_click=st.login)
        return None
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"Signed in as {person.label}: {' and '.join(sorted(person.roles))}")
        st.button("Sign out", on_click=st.logout)
    return person
