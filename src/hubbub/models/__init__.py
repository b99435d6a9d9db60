"""Encoders that ship, by name. Nothing is loaded before it is asked for."""

from hubbub.models.base import Encoder

ENCODERS = ("potion",)


def encoder(name: str) -> Encoder:
    """An encoder, its weights loaded. Raises UsageError on a name that is not in ENCODERS."""
    from hubbub.errors import UsageError

    if name not in ENCODERS:
        raise UsageError(f"No encoder is called {name!r}; choose one of: {', '.join(ENCODERS)}.")
    from hubbub.models.static import Static

    return Static(name)
