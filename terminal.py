"""What the commands share: their options, and how they print."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from assistant.answers.answer import Assistant
from assistant.retrieval.calibration import unused_own
from index.settings import DEFAULT_RELATED, DEFAULT_THRESHOLD, Settings
from views.current_build import current_assistant

Command = Callable[..., Any]

threshold_option = click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    help=f"Answer at this confidence or more [{DEFAULT_THRESHOLD}].",
)

related_option = click.option(
    "--related",
    type=click.FloatRange(0, 1),
    help=f"From this confidence on, show what is on the subject [{DEFAULT_RELATED}].",
)


def common(command: Command) -> Command:
    """The options that every command takes."""
    for option in (
        click.option(
            "--json", "as_json", is_flag=True, help="Print JSON on standard output, nothing else there."
        ),
        click.option("--index", type=click.Path(path_type=Path), help="Folder of the builds [index/built]."),
        click.option("--corpus", type=click.Path(path_type=Path), help="Folder of the corpus [corpus]."),
    ):
        command = option(command)
    return command


@contextmanager
def progress_bar(label: str, length: int) -> Iterator[Any]:
    """A progress bar on standard error."""
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar


def print_json(record: dict[str, Any]) -> None:
    """One JSON object on a line of standard output."""
    click.echo(json.dumps(record, ensure_ascii=False))


def assistant_of(settings: Settings) -> Assistant:
    """The assistant of the current build; tells where the lead's own calibration does not count for it."""
    assistant = current_assistant(settings)
    unused = unused_own(settings.index, assistant.models, assistant.index.meta.build)
    if unused:
        click.echo(f"note: {unused}", err=True)
    return assistant
