"""A visit to the page in Streamlit's own protocol, over a websocket, as a browser speaks it."""

import html
import re
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

STREAM = "/_stcore/stream"
ARTICLE = re.compile(r'<article class="quote.*?</article>', re.DOTALL)
CITATION = re.compile(r"<pre>(.*?)</pre>", re.DOTALL)
ASKED = re.compile(r'<div class="asked".*?<h2>(.*?)</h2>', re.DOTALL)


class Visit:
    """One open page. `open` and `ask` return once the page's script has finished and all has arrived.

    parts: the page's own HTML, in order. runs: how often the script ran for the last request.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._state = ClientState()
        self._box = ""
        self._known: dict[str, ForwardMsg] = {}
        self.parts: list[str] = []
        self.runs = 0

    async def __aenter__(self) -> Self:
        url = f"ws{self._address.removeprefix('http')}{STREAM}"
        self._socket: ClientConnection = await connect(
            url,
            origin=self._address,  # type: ignore[arg-type]
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            proxy=None,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._socket.close()

    async def open(self) -> None:
        """Asks for the page as it is first shown."""
        await self._send()
        await self._finished()

    async def open_until_box(self) -> None:
        """Asks for the page, and returns as soon as the box for the question is there."""
        await self._send()
        while not self._box:
            self._takes(await self._received())

    async def ask(self, question: str) -> None:
        """Types the question into the box and sends it."""
        sent = WidgetState(id=self._box)
        sent.chat_input_value.data = question
        await self._send(sent)
        await self._finished()

    def answer(self) -> tuple[str, list[str]]:
        """Returns the newest question on the page and the words of its quotes, sorted."""
        last = max((at for at, part in enumerate(self.parts) if ASKED.search(part)), default=0)
        asked = ASKED.search(self.parts[last])
        articles = ARTICLE.findall("".join(self.parts[last:]))
        citations = [html.unescape(CITATION.findall(article)[0]) for article in articles]
        words = [citation[citation.index("\n“") + 2 : -1] for citation in citations]
        return html.unescape(asked[1]) if asked else "", sorted(words)

    async def _send(self, *pressed: WidgetState) -> None:
        request = BackMsg()
        request.rerun_script.CopyFrom(self._state)
        request.rerun_script.widget_states.widgets.extend(pressed)
        request.rerun_script.cached_message_hashes.extend(self._known)
        self.runs = 0
        await self._socket.send(request.SerializeToString())

    async def _finished(self) -> None:
        while not self._takes(await self._received()):
            pass

    async def _received(self) -> ForwardMsg:
        received = await self._socket.recv()
        assert isinstance(received, bytes)
        message: ForwardMsg = ForwardMsg.FromString(received)
        return message

    def _takes(self, message: ForwardMsg) -> bool:
        """Takes in one message. Returns whether it is the last of the request."""
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            message = self._known[message.ref_hash]
            kind = message.WhichOneof("type")
        elif message.metadata.cacheable:
            self._known[message.hash] = message
        if kind == "new_session":
            self.parts.clear()
            self.runs += 1
        elif kind == "navigation":
            self._state.page_script_hash = message.navigation.page_script_hash
        elif kind == "delta":
            element = message.delta.new_element
            if element.HasField("html"):
                self.parts.append(element.html.body)
            elif element.HasField("chat_input"):
                self._box = element.chat_input.id
        return kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
