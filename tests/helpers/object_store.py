"""A real S3-compatible server on this machine: rclone, over a folder of buckets."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BUCKET = "guidance"


@dataclass(frozen=True)
class ObjectStore:
    """The server. folder: what the bucket holds, as files. environment: what a client needs to reach it."""

    process: "subprocess.Popen[str]"
    folder: Path
    environment: dict[str, str]

    def stop(self) -> None:
        """Stops the server, as if it were away."""
        self.process.terminate()
        self.process.wait()


@contextmanager
def object_store(folder: Path, port: int = 0) -> Iterator[ObjectStore]:
    """Runs the server until the end of the block. port 0: any free one."""
    bucket = folder / BUCKET
    bucket.mkdir(parents=True, exist_ok=True)
    command = [Path(sys.executable).with_name("rclone"), "serve", "s3", folder, "--addr", f"127.0.0.1:{port}"]
    options = ["--auth-key", "someone,secret", "--config", os.devnull]
    process = subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True)
    with process:
        try:
            assert process.stderr
            found = next(filter(None, (re.search(r"http://[\d.:]+\d", line) for line in process.stderr)))
            # A pipe that nobody reads would fill and stop the server.
            threading.Thread(target=process.stderr.read, daemon=True).start()
            environment = {
                "AWS_ENDPOINT_URL": found[0],
                "AWS_ALLOW_HTTP": "true",
                "AWS_ACCESS_KEY_ID": "someone",
                "AWS_SECRET_ACCESS_KEY": "secret",
            }
            yield ObjectStore(process, bucket, environment)
        finally:
            process.terminate()
