"""headings.json: headings that a language model wrote, beside the findings. Where nobody asked for any, there is no such file."""

import typing
from pathlib import Path

import orjson

from hubbub.errors import OutputError
from hubbub.wording import Wording
from hubbub.write import display, inert
from hubbub.write.json import build

FILE = "headings.json"


def save_headings(folder: Path, wording: Wording | None) -> None:
    """Writes them, where there are any."""
    if wording:
        text = orjson.dumps(wording, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        (folder / FILE).write_bytes(text)


def load_headings(folder: Path) -> Wording | None:
    """What save_headings wrote. Raises OutputError where the file is none of ours."""
    try:
        return typing.cast(Wording, build(Wording, orjson.loads((folder / FILE).read_bytes())))
    except FileNotFoundError:
        return None
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise OutputError(f"{FILE} is not one that Hubbub wrote ({error}); run hubbub find again.") from error


def model(wording: Wording) -> str:
    """The model's name, on one line."""
    return inert.label(wording.model)


def stand(wording: Wording | None) -> dict[str, str]:
    """The headings that passed the check, by viewpoint_id, each on one line."""
    return {one.viewpoint_id: inert.label(one.text) for one in wording.headings if one.text} if wording else {}


def note(wording: Wording) -> str:
    """What a reader must know of them."""
    number = len(stand(wording))
    asked, are = display.plural(len(wording.headings), "viewpoint"), "is" if number == 1 else "are"
    return (
        f"{model(wording)}, a language model, was to word headings of {asked}; {number:,} passed the check and {are} marked as "
        "its own. Each is made of words of the key point below it, in their order, or is refused. The model chose none of the "
        "numbers, quotations or sentences."
    )
