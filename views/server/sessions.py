"""Erases the questions of closed pages from the server's memory."""

import asyncio
import gc
from collections.abc import Coroutine
from typing import Any

from streamlit import config
from streamlit.runtime import Runtime
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import SessionInfo


def forget_closed_pages(runtime: Runtime) -> Coroutine[None, None, None]:
    """Returns a task that drops each page left closed for `server.disconnectedSessionTTL` seconds.

    Streamlit by itself drops it only when another page closes, perhaps the next day. Raises TypeError at
    once if this version of Streamlit stores its pages elsewhere.
    """
    storage = runtime._session_mgr._session_storage  # type: ignore[attr-defined]
    if not isinstance(storage, MemorySessionStorage):
        raise TypeError(
            f"Streamlit stores sessions in {type(storage).__name__}, which Signpost cannot erase: questions "
            "would stay in memory for longer than promised. Install the version that constraints.txt names"
        )
    return _forget(storage._cache)


async def _forget(kept: Any) -> None:  # noqa: ANN401 - Streamlit's own, which has no name outside
    dropped = False
    while True:
        await asyncio.sleep(config.get_option("server.disconnectedSessionTTL") / 2)
        before, dropped = dropped, _shut_down(kept.expire())
        # Once more a little later, for what was still in use when the page was dropped.
        if dropped or before:
            free_memory()


def free_memory() -> None:
    """Frees what nothing uses any more, and leaves what is left out of all collections until the next call.

    Streamlit collects after each run of a page and holds up all pages meanwhile. To look at every object of
    the models and the index each time would take more computing than an answer.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _shut_down(expired: list[tuple[str, SessionInfo]]) -> bool:
    """Drops these pages. Returns whether there were any."""
    # A separate function, so that the loop above keeps no reference to closed pages while it sleeps.
    for _, closed in expired:
        try:
            closed.session.shutdown()
        except Exception as error:  # noqa: BLE001 - one page's fault must not keep the others in memory
            print(f"signpost: a closed page ended with {type(error).__name__}", flush=True)  # noqa: T201
    return bool(expired)
