"""The foot of every page: which version this is."""

from importlib.metadata import version

FOOT = f'<p class="signpost-version">Signpost {version("signpost")}</p>'
