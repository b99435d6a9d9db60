"""Encoders and matchers that ship, by name. Nothing is loaded before it is asked for."""

from functools import cache

from hubbub.models.base import Encoder, Matcher

ENCODERS = ("potion", "minilm")
MATCHERS = ("minilm",)


def encoder(name: str) -> Encoder:
    """An encoder, its weights loaded. Raises UsageError on a name that is not in ENCODERS."""
    from hubbub.errors import UsageError

    if name not in ENCODERS:
        raise UsageError(f"No encoder is called {name!r}; choose one of: {', '.join(ENCODERS)}.")
    from hubbub.models.static import Static
    from hubbub.models.transformer import Transformer

    return Transformer(name) if name in MATCHERS else Static(name)


@cache
def matcher(name: str) -> Matcher:
    """A matcher, its weights loaded, once a process. Raises UsageError on a name that is not in MATCHERS."""
    from hubbub.errors import UsageError

    if name not in MATCHERS:
        raise UsageError(f"No matcher is called {name!r}; choose one of: {', '.join(MATCHERS)}.")
    from hubbub.models.transformer import Transformer

    return Transformer(name)
