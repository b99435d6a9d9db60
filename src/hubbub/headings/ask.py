"""One question to a model: bounded in time, and never an error of ours."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import regex

from hubbub.models.base import Writer

SECONDS = 120.0  # for one heading
READ = 500  # characters of an answer; what is longer is no heading
FAILURES = 3  # in a row, after which a model is not asked any more
FAILED, LATE, SPARED = "the model failed", "the model did not answer in time", "the model failed before and was not asked"
LABEL = regex.compile(
    r"^(?:#+ *|[*_]{1,2})?(?:(?:short )?(?:heading|headline|title|answer|output) ?: ?)?[*_]{0,2}", regex.IGNORECASE
)
WRAPS = "\"'“”‘’«»*_`"


@dataclass(slots=True)
class Asking:
    """A model under questions. Once it hangs it is left alone: a second question could meet the first in the same memory."""

    writer: Writer
    seconds: float = SECONDS
    failed: int = 0  # in a row
    hangs: bool = False

    def ask(self, prompt: str) -> tuple[str, str]:
        """The answer's first line; where there is none, why."""
        if self.hangs or self.failed >= FAILURES:
            return "", SPARED
        answers: list[str] = []
        thread = threading.Thread(target=self.answer, args=(prompt, answers.append), daemon=True)
        thread.start()
        thread.join(self.seconds)
        self.hangs = thread.is_alive()
        self.failed = 0 if answers else self.failed + 1
        return (tidy(answers[0]), "") if answers else ("", LATE if self.hangs else FAILED)

    def answer(self, prompt: str, put: Callable[[str], None]) -> None:
        """Asks, in a thread. Models come from anywhere: whatever one raises is a failure of it, counted and not shown."""
        try:
            answer = self.writer.write(prompt)
        except Exception:  # noqa: BLE001
            return
        if isinstance(answer, str):
            put(answer)


def tidy(answer: str) -> str:
    """The first line that holds words, without a label, the marks around it and the full stop after it. No word is changed."""
    line = next((one for one in answer[:READ].splitlines() if one.strip(WRAPS + " #")), "")
    line = LABEL.sub("", line.strip())
    return " ".join(line.strip(WRAPS + " ").rstrip(".!").strip(WRAPS + " ").split())
