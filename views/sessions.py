"""What was asked in a page that is closed leaves the memory of the server."""

import asyncio

from streamlit import config
from streamlit.runtime import Runtime
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import SessionInfo


async def forget_closed_pages(runtime: Runtime) -> None:
    """Let go of each page that nobody has come back to in `server.disconnectedSessionTTL` seconds, for ever.

    Streamlit alone lets go of it when the next page is closed, which may be on the next day.
    """
    storage = runtime._session_mgr._session_storage  # type: ignore[attr-defined]
    if not isinstance(storage, MemorySessionStorage):
        raise TypeError(f"{type(storage).__name__}: questions would be kept for longer than is said")
    kept = storage._cache
    while True:
        await asyncio.sleep(config.get_option("server.disconnectedSessionTTL") / 2)
        _shut_down(kept.expire())  # type: ignore[attr-defined]


def _shut_down(expired: list[tuple[str, SessionInfo]]) -> None:
    # A function of its own: while the loop above waits, it holds none of them.
    for _, closed in expired:
        closed.session.shutdown()
