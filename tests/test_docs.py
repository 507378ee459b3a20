"""The documents stay true to the code."""

import re
from dataclasses import fields

import click
import pytest
from conftest import ROOT

from cli import cli
from index.model import Source
from index.settings import Settings

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
COMMON = {"corpus", "index", "as_json"}


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_and_option_is_in_the_readme(name: str) -> None:
    """This test ensures that whoever reads the README knows every command, and each has its help."""
    command = cli.commands[name]
    assert command.help
    assert f"`signpost {name}" in README
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help
            assert parameter.opts[0] in README, parameter.name
    assert {parameter.name for parameter in command.params} >= COMMON


def test_every_command_of_the_readme_exists() -> None:
    """This test ensures that the README promises no command that is not there."""
    assert set(re.findall(r"`signpost (\w+)", README)) == set(cli.commands)


def test_every_setting_is_in_the_readme_with_its_default() -> None:
    """This test ensures that each setting's variable and default are those of the code."""
    rows = dict(re.findall(r"^\| `(SIGNPOST_\w+)` \| `([^`]+)` \|", README, flags=re.MULTILINE))
    assert rows == {
        f"SIGNPOST_{field.name.upper()}": str(getattr(Settings(), field.name)) for field in fields(Settings)
    }


def test_every_key_of_the_register_is_in_the_readme() -> None:
    """This test ensures that a lead finds each key that the register takes."""
    for field in fields(Source):
        if field.name not in {"registered", "found"}:
            assert f"`{field.name}`" in README, field.name


def test_every_make_target_is_in_the_readme() -> None:
    """This test ensures that the README names the targets that the Makefile has."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.findall(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)[0].split()
    assert set(re.findall(r"make ([a-z]+)", README)) == set(phony)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_a_document_names_is_there(document: object) -> None:
    """This test ensures that links and named files lead somewhere."""
    text = document.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    folder = document.parent  # type: ignore[attr-defined]
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (folder / target).exists(), target
    for name in re.findall(r"`((?:index|ingest|assistant|publishing|views|corpus|docs)/[\w/.]+\.\w+)`", text):
        assert (ROOT / name).exists(), name


def test_the_tour_names_every_module() -> None:
    """This test ensures that a newcomer is led past every file of the product."""
    tour = README[README.index("## A tour") :]
    for package in ("index", "ingest", "assistant", "publishing", "views"):
        for path in (ROOT / package).rglob("*.py"):
            if path.name != "__init__.py":
                assert path.name in tour, path


def test_ci_calls_the_readmes_test_command() -> None:
    """This test ensures that what is checked is what the README tells people to run."""
    assert "make test" in (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert "torch==2.13.0" in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
