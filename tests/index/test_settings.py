from dataclasses import replace
from pathlib import Path

import pytest

from index.embedding.embedding_models import default_model
from index.errors import InvalidSetting
from index.settings import Settings


def test_an_argument_goes_before_the_environment_and_that_before_the_default() -> None:
    """This test ensures that an argument beats the environment, which beats the default."""
    environment = {"SIGNPOST_CORPUS": "there", "SIGNPOST_THRESHOLD": "0.7", "SIGNPOST_MODEL": "/models/x"}
    settings = Settings.from_env(environment, corpus=Path("here"))
    assert settings == Settings(Path("here"), Path("index/built"), "/models/x", 0.7)
    assert Settings.from_env({}) == replace(Settings(), model=default_model())
    assert Settings.from_env(environment, threshold=0.0).threshold == 0.0


@pytest.mark.parametrize("value", ["high", "1.1", "-0.1", "nan"])
def test_a_threshold_that_cannot_be_used_is_named(value: str) -> None:
    """This test ensures that the message names the variable and its value."""
    with pytest.raises(InvalidSetting, match=f"SIGNPOST_THRESHOLD is .*{value}"):
        Settings.from_env({"SIGNPOST_THRESHOLD": value})
