"""report.html: one file, no script, nothing loaded from anywhere, and a policy that forbids both."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from hubbub.write import decisions, display, inert
from hubbub.write.base import Account
from hubbub.write.page import counts, page

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"
WORDS = {
    "counts": counts,
    "copies": display.COPIES,
    "date": display.when,
    "label": inert.label,
    "language": display.language,
    "bare": display.bare,
    "held": display.held,
    "main_count": display.main_count,
    "counted": display.counted,
    "closed": display.closed,
    "fits": display.fits,
    "speaks": display.speaks,
    "unknown": display.unknown,
    "grouped": display.grouped,
    "named": decisions.named,
    "number": display.number,
    "out_of": display.out_of,
    "percent": display.percent,
    "portion": display.portion,
    "interval": display.interval,
    "period": display.period,
    "platform": display.platform,
    "plural": display.plural,
    "precisions": display.PRECISIONS,
    "stances": display.STANCES,
    "turns": inert.TURNS.search,
    "words": display.words,
}


class Report:
    """report.html."""

    path = "report.html"

    def text(self, account: Account) -> str:
        """The whole page."""
        style = stylesheet()
        digest = b64encode(sha256(style.encode()).digest()).decode()
        return _template().render(page=page(account), style=_markup(style), digest=digest) + "\n"


def stylesheet() -> str:
    """The style sheet as the page holds it; the page's policy names its hash."""
    return "\n" + (TEMPLATES / "report.css").read_text(encoding="utf-8").replace("\r", "")


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_inert,
    )
    environment.filters["verbatim"] = _verbatim
    environment.filters["drawn"] = _markup
    environment.filters["tight"] = _tight
    environment.globals.update(WORDS)
    return environment.get_template("report.html.jinja")


def _inert(value: object) -> object:
    """Every other text in the page: control characters visible, nothing that turns the direction of what follows."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return inert.visible(inert.TURNS.sub("", value))
    return "" if value is None else value


def _verbatim(text: str) -> "Markup":
    return _markup(inert.verbatim(text))


def _tight(text: str) -> str:
    """Keeps both ends of an interval on one line."""
    return text.replace("–", "\u2060–\u2060")


def _markup(source: str) -> "Markup":
    from markupsafe import Markup

    return Markup(source)  # noqa: S704 - only our own drawings, style sheet and `inert.verbatim` come here
