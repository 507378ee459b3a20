"""Adapters: each runs one tool in its own interpreter and answers the driver's commands.

They import their tool and `wire` only, because Signpost's packages may be missing or different there.
"""
