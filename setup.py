"""Puts everything in a wheel into one package, `signpost` (decision 17). The rest is in pyproject.toml."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from setuptools import Distribution, setup
from setuptools.command.build_py import build_py

STREAMLIT = Path(".streamlit/config.toml")


class BuildOnePackage(build_py):
    """Builds the modules as in the checkout, but below `signpost/`. An editable install stays as it is."""

    def finalize_options(self) -> None:
        """Moves the target of the modules and their data."""
        super().finalize_options()
        if not self.editable_mode:
            self.build_lib = str(Path(self.build_lib, "signpost"))

    def run(self) -> None:
        """Builds, and adds what is no module: the name of the package, and Streamlit's settings."""
        built = Path(self.build_lib)
        if not self.editable_mode:
            # A module that is gone since must not come back from an earlier build.
            shutil.rmtree(built, ignore_errors=True)
        super().run()
        if not self.editable_mode:
            (built / "signpost.py").rename(built / "__init__.py")
            (built / STREAMLIT).parent.mkdir(exist_ok=True)
            shutil.copyfile(STREAMLIT, built / STREAMLIT)


class OneName(Distribution):
    """States in the metadata that a wheel takes this one name."""

    def iter_distribution_names(self) -> Iterator[str]:
        """Yields the name."""
        yield "signpost"


setup(cmdclass={"build_py": BuildOnePackage}, distclass=OneName)
