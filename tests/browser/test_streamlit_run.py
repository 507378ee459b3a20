"""`streamlit run app.py`: for trying out, on this machine only, and it says so."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

from chromium import BOX, free_port
from parts import ROOT
from playwright.sync_api import Browser, expect

from views.elements.frame import TRIAL


def other_address() -> str | None:
    """An address of this machine that others could reach; None where it has only its own loopback."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent
        except OSError:
            return None
        found = str(probe.getsockname()[0])
    return None if found.startswith("127.") else found


def test_it_serves_this_machine_only_and_says_so(browser: Browser, briefing_index: Path) -> None:
    """This test ensures that whoever types the command of Streamlit serves nobody else, and knows it."""
    port = free_port()
    command = [Path(sys.executable).with_name("streamlit"), "run", "app.py", "--server.port", str(port)]
    environment = {"SIGNPOST_INDEX": str(briefing_index), "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            said = next((line for line in process.stdout if re.search(r"https?://", line)), "")
            assert f"127.0.0.1:{port}" in said or f"localhost:{port}" in said
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}")
            expect(page.get_by_text(TRIAL)).to_be_visible(timeout=60_000)
            expect(page.get_by_role("textbox", name=BOX)).to_be_visible()
            page.close()
            if address := other_address():
                with socket.socket() as stranger:
                    assert stranger.connect_ex((address, port)) != 0
        finally:
            process.kill()  # at a polite end it waits for open pages
