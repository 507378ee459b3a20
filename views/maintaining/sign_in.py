"""Sign-in for the page Maintain, at an identity provider or as the user of this machine."""

import time
from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.secrets import SecretsValue

from index.errors import NotAllowed, NotReady
from index.settings import Settings
from publishing.editing.maintainers import Maintainers, Person, read_maintainers
from views.maintaining.reports import told
from views.site import is_loopback

# After 12 hours people must sign in again. Streamlit's cookie alone would last 30 days.
SIGNED_IN_SECONDS = 12 * 60 * 60
# Headers that a proxy adds. Behind a proxy on this machine, every request seems to come from here.
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


def check_sign_in(settings: Settings, *, public: bool) -> None:
    """Checks that strangers cannot maintain.

    public: whether people other than the user of this machine can reach the page, by its address or through
    a proxy. Raises InvalidSetting if the maintainers file has a mistake, and NotReady if anyone could act as
    a maintainer.
    """
    if settings.maintainers and read_maintainers(settings.maintainers).auth is None and public:
        raise NotReady(
            f"{settings.maintainers} has no [auth], but other people can reach the page, so anyone could be "
            "a maintainer. Add [auth], unset SIGNPOST_MAINTAINERS, or serve on 127.0.0.1 without a public URL"
        )


def secrets_of(settings: Settings) -> dict[str, "SecretsValue"]:
    """Returns the secrets that Streamlit needs for sign-in. They stay in memory and are never written."""
    if settings.maintainers is None:
        return {}
    auth = read_maintainers(settings.maintainers).auth
    return {"auth": dict(auth)} if auth else {}


def signed_in(maintainers: Maintainers, claims: Mapping[str, object], now: float) -> Person | None:
    """Returns the person who signed in with these claims, or None. now: in seconds, like the claim `iat`.

    Raises NotAllowed, with a message for that person, if someone signed in but may do nothing here.
    """
    if not claims.get("is_logged_in"):
        return None
    since = claims.get("iat")
    if isinstance(since, bool) or not isinstance(since, int | float) or now - since > SIGNED_IN_SECONDS:
        raise NotAllowed("You signed in more than 12 hours ago. Sign out and sign in again.")
    # A provider's own id for a person is proof. An e-mail address is proof only if the provider verified it.
    if person := maintainers.by_subject(claims.get("sub")):
        return person
    email = claims.get("email")
    if not isinstance(email, str) or not email:
        raise NotAllowed("Your sign-in provider did not give your e-mail address. Ask whoever runs Signpost.")
    if claims.get("email_verified") is not True:
        raise NotAllowed(f"Your sign-in provider has not confirmed that {email} is your address.")
    person = maintainers.known(email)
    if person is None or person.subject:
        # An entry with a subject admits only that subject, since a mailbox can pass to another person.
        raise NotAllowed(f"{email} is not on the list of maintainers.")
    return person


def still(settings: Settings, person: Person) -> None:
    """Raises NotAllowed if the person is no longer signed in. Call it before each action."""
    if settings.maintainers is None:
        return
    maintainers = read_maintainers(settings.maintainers)
    if maintainers.auth and signed_in(maintainers, dict(st.user), time.time()) is None:
        raise NotAllowed(f"{person.label} is no longer signed in. Sign in and try again.")


def is_local(headers: Mapping[str, str], client: str | None) -> bool:
    """Tells whether a request comes from this machine, and not through a proxy on it.

    headers: with names in lower case. client: the client's address, or None for 127.0.0.1 and ::1.
    """
    if any(name in headers for name in FORWARDED):
        return False
    if client is not None and not is_loopback(client):
        return False
    # A browser sends both headers. Another site's page, pointed here through DNS, sends its own name.
    names = (urlsplit(f"//{headers.get('host', '')}").hostname, urlsplit(headers.get("origin", "")).hostname)
    return all(name is not None and is_loopback(name) for name in names)


def render(maintainers: Maintainers) -> Person | None:
    """Shows who is signed in, or a sign-in button. Returns None if nobody may maintain here."""
    if maintainers.auth is None:
        headers = {name.lower(): value for name, value in st.context.headers.items()}
        if not is_local(headers, st.context.ip_address):
            st.error("Nobody can sign in here. You can maintain only on the machine that runs Signpost.")
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
