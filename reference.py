"""Writes docs/reference.md from the code: commands, options, settings, make targets, exit codes.

.venv/bin/python -m reference             # prints the page; `make reference` writes it
.venv/bin/python -m reference --licences  # prints each installed dependency with its licence
"""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields
from importlib.metadata import Distribution, distribution, requires
from pathlib import Path

import click

from cli import cli
from index.settings import DESCRIPTIONS, Settings

ROOT = Path(__file__).resolve().parent
EXIT_CODES = {
    0: "Done. An answer that finds no passage is done too.",
    1: "An error or a refusal; nothing was changed. The message names what is wrong and what to do.",
    2: "Wrong usage.",
    3: "Done, but some documents could not be read or fetched. Each is named with its reason.",
}
HEAD = """# Reference

Generated from the code by `make reference`; a test checks that it is current. Change the code, not this page.

Run every command as `.venv/bin/signpost COMMAND`, in the folder of the checkout."""
LICENCES = """## Licences of the dependencies

`.venv/bin/python -m reference --licences` lists each package that Signpost needs, directly or through another, with its version and licence. Why each is needed: [decision 2](decisions/0002-dependencies.md)."""  # noqa: E501
TARGET = re.compile(r"^([a-z-]+):[^#\n]*## (.+)$", re.MULTILINE)


def page() -> str:
    """Returns the whole page as Markdown."""
    return "\n\n".join([HEAD, *_commands(), *_settings(), *_targets(), *_exit_codes(), LICENCES]) + "\n"


def _commands() -> Iterator[str]:
    yield "## Commands"
    for name, command in sorted(cli.commands.items()):
        context = click.Context(command, info_name=f"signpost {name}")
        yield f"### `signpost {name}`"
        yield f"{command.help}"
        yield f"```\n{' '.join(command.get_usage(context).removeprefix('Usage: ').split())}\n```"
        rows = [
            f"`{', '.join(parameter.opts)}{_value(parameter, context)}` | {parameter.help}"
            for parameter in command.params
            if isinstance(parameter, click.Option)
        ]
        yield _table("option | does", rows)


def _value(option: click.Option, context: click.Context) -> str:
    return "" if option.is_flag else f" {option.make_metavar(context)}".replace("|", r"\|")


def _settings() -> Iterator[str]:
    yield "## Settings"
    yield "An option on the command line wins over an environment variable, and that over the default."
    rows = [
        f"`SIGNPOST_{field.name.upper()}` | `{field.default}` | {DESCRIPTIONS[field.name]}"
        for field in fields(Settings)
    ]
    yield _table("variable | default | what it sets", rows)


def _targets() -> Iterator[str]:
    yield "## Make targets"
    found = TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8"))
    yield _table("target | does", [f"`make {name}` | {does}" for name, does in found])


def _exit_codes() -> Iterator[str]:
    yield "## Exit codes"
    yield _table("code | means", [f"{code} | {said}" for code, said in EXIT_CODES.items()])


def _table(head: str, rows: Sequence[str]) -> str:
    """Returns a table. head, rows: cells with a bar between each two."""
    ruler = "|" + "---|" * (head.count("|") + 1)
    return "\n".join([f"| {head} |", ruler, *(f"| {row} |" for row in rows)])


def licences() -> Iterator[str]:
    """Yields a line for each dependency, direct or indirect: its name, version and licence."""
    found: dict[str, Distribution] = {}
    waiting = ["signpost"]
    while waiting:
        for line in requires(waiting.pop()) or ():
            name = re.split(r"[^\w.-]", line, maxsplit=1)[0].lower().replace("_", "-")
            if "extra ==" in line or name in found or not (installed := _installed(name)):
                continue
            found[name] = installed
            waiting.append(name)
    for name, installed in sorted(found.items()):
        yield f"{name} {installed.version}: {_licence(installed)}"


def _installed(name: str) -> Distribution | None:
    """Returns the installed package; None if this system does not need it."""
    try:
        return distribution(name)
    except ModuleNotFoundError:
        return None


def _licence(installed: Distribution) -> str:
    """Returns the licence that the package states: an expression, else classifiers, else the first line."""
    expression, classifiers, free = (
        installed.metadata.get_all(key) or [] for key in ("License-Expression", "Classifier", "License")
    )
    classified = [c.rsplit(" :: ", 1)[-1] for c in classifiers if c.startswith("License")]
    return ", ".join(expression or classified or [(free or ["not stated"])[0].split("\n")[0]])


if __name__ == "__main__":
    if sys.argv[1:] == ["--licences"]:
        print(*licences(), sep="\n")  # noqa: T201
    else:
        print(page(), end="")  # noqa: T201
