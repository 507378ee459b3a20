"""What was asked in a page that is closed leaves the memory of the server."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from streamlit import config
from streamlit.runtime import Runtime
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import SessionInfo


def forget_closed_pages(runtime: Runtime) -> Coroutine[None, None, None]:
    """What lets go of each page that nobody has come back to in `server.disconnectedSessionTTL` seconds.

    Streamlit alone lets go of it when the next page is closed, which may be on the next day. TypeError, at
    once: Streamlit keeps its pages elsewhere than it did.
    """
    storage = runtime._session_mgr._session_storage  # type: ignore[attr-defined]
    if not isinstance(storage, MemorySessionStorage):
        raise TypeError(f"{type(storage).__name__}: questions would be kept for longer than is said")
    return _forget(storage._cache)


async def _forget(kept: Any) -> None:  # noqa: ANN401 - Streamlit's own, which has no name outside
    while True:
        await asyncio.sleep(config.get_option("server.disconnectedSessionTTL") / 2)
        _shut_down(kept.expire())


def _shut_down(expired: list[tuple[str, SessionInfo]]) -> None:
    # A function of its own: while the loop above waits, it holds none of them.
    for _, closed in expired:
        try:
            closed.session.shutdown()
        except Exception as error:  # noqa: BLE001 - one page's fault must not keep the others in memory
            print(f"signpost: a closed page ended with {type(error).__name__}", flush=True)  # noqa: T201
