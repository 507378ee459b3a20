"""The documents agree with the code."""

import re
from dataclasses import fields
from pathlib import Path

import click
import pytest
from parts import ROOT

import reference
from cli import cli
from index.documents import Source
from index.settings import DESCRIPTIONS, Settings

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = ROOT / "docs"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
COMMON = {"corpus", "index", "as_json"}
README_LINES = 130
FOLDERS = {
    "assistant",
    "benchmarks",
    "corpus",
    "docs",
    "index",
    "ingest",
    "publishing",
    "tests",
    "training",
    "views",
}
# The most modules in one folder that a reader can survey.
MOST_MODULES = 16


def test_the_reference_is_current() -> None:
    """This test ensures that the reference matches the code's commands, options, settings and targets."""
    assert (DOCS / "reference.md").read_text(encoding="utf-8") == reference.page()


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_and_option_has_its_help(name: str) -> None:
    """This test ensures that every command and option has a help text."""
    command = cli.commands[name]
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help
    assert {parameter.name for parameter in command.params} >= COMMON


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_document_has_marks_of_a_merge(path: Path) -> None:
    """This test ensures that no document shows both sides of a merge that was left undecided."""
    assert not re.search(r"^(<{7}|>{7}) ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_every_command_that_a_document_names_exists() -> None:
    """This test ensures that no document names a command that does not exist."""
    named = {
        command
        for path in (ROOT / "README.md", *DOCS.glob("*.md"))
        for command in re.findall(r"[`/]signpost ([a-z]+)", path.read_text(encoding="utf-8"))
    }
    assert named <= set(cli.commands)


def test_every_setting_has_its_description() -> None:
    """This test ensures that every setting is described, and nothing else."""
    assert set(DESCRIPTIONS) == {field.name for field in fields(Settings)}


def test_every_key_of_the_register_is_described() -> None:
    """This test ensures that the page on the corpus describes every key of the register."""
    page = (DOCS / "corpus.md").read_text(encoding="utf-8")
    for field in fields(Source):
        if field.name not in {"registered", "found"}:
            assert f"`{field.name}`" in page, field.name


def test_every_make_target_says_what_it_does() -> None:
    """This test ensures that every make target is described, and documents name no others."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.findall(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)[0].split())
    assert {name for name, _ in reference.TARGET.findall(makefile)} == phony
    named = {name for path in DOCUMENTS for name in re.findall(r"`make ([a-z-]+)", path.read_text("utf-8"))}
    assert named <= phony


def test_the_readme_is_short_and_names_every_folder() -> None:
    """This test ensures that the README is short and names every folder."""
    assert len(README.splitlines()) <= README_LINES
    for folder in FOLDERS:
        assert (ROOT / folder).is_dir()
        assert f"`{folder}/`" in README, folder


def test_the_index_leads_to_every_document() -> None:
    """This test ensures that the index links to every document."""
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    for path in DOCS.glob("*.md"):
        assert path.name == "index.md" or f"({path.name})" in index, path.name


def test_every_sub_package_says_what_it_holds() -> None:
    """This test ensures that each folder of code has a docstring and few modules."""
    for package in ("index", "ingest", "assistant", "publishing", "views"):
        for folder in (ROOT / package, *(ROOT / package).rglob("*/")):
            if modules := [path for path in folder.glob("*.py") if path.name != "__init__.py"]:
                assert (folder / "__init__.py").read_text(encoding="utf-8").startswith('"""'), folder
                assert len(modules) <= MOST_MODULES, folder


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_a_document_names_is_there(document: object) -> None:
    """This test ensures that links and named files exist."""
    text = document.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    folder = document.parent  # type: ignore[attr-defined]
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (folder / target).exists(), target
    for name in re.findall(r"`((?:index|ingest|assistant|publishing|views|corpus|docs)/[\w/.]+\.\w+)`", text):
        assert (ROOT / name).exists(), name


def test_ci_calls_the_readmes_test_command() -> None:
    """This test ensures that the automatic checks run the README's test command."""
    assert "make test" in (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert "torch==2.13.0" in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
