"""What other extractors make of pages, each run as its documentation shows. Run by `embeds` in an environment of its own:
python extractors.py PAGES.json OUTPUT.json, where PAGES.json maps names to HTML."""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

Extract = Callable[[str], str]
PACKAGES = ("trafilatura", "readability-lxml", "newspaper4k", "goose3", "resiliparse")


def trafilatura(page: str) -> str:
    """trafilatura.extract, default options."""
    return str(import_module("trafilatura").extract(page) or "")


def readability(page: str) -> str:
    """readability's summary, its HTML as text with a line for each block."""
    summary = import_module("readability").Document(page).summary()
    return lines(summary)


def newspaper(page: str) -> str:
    """newspaper4k, an article parsed from its HTML; no pictures fetched."""
    article = import_module("newspaper").Article("https://a.example/article", fetch_images=False)
    article.download(input_html=page)
    article.parse()
    return str(article.text)


def goose(page: str) -> str:
    """goose3, cleaned text."""
    with import_module("goose3").Goose() as tool:
        return str(tool.extract(raw_html=page).cleaned_text)


def resiliparse(page: str) -> str:
    """resiliparse, main content only."""
    return str(import_module("resiliparse.extract.html2text").extract_plain_text(page, main_content=True))


def lines(markup: str) -> str:
    """The text of markup, a line for each block and break."""
    root = import_module("lxml.html").fromstring(markup)
    for one in root.iter("p", "br", "div", "blockquote", "li", "h1", "h2", "h3"):
        one.tail = "\n" + (one.tail or "")
        one.text = "\n" + (one.text or "") if one.tag != "br" else None
    return str(root.text_content())


PEERS: dict[str, Extract] = {
    "trafilatura": trafilatura,
    "readability-lxml": readability,
    "newspaper4k": newspaper,
    "goose3": goose,
    "resiliparse": resiliparse,
}


def attempt(extract: Extract, page: str) -> str:
    """What an extractor gives; nothing where it fails, for whatever reason."""
    try:
        return extract(page)
    except Exception as fault:  # noqa: BLE001  others' faults are theirs to choose
        print(type(fault).__name__, file=sys.stderr)
        return ""


def main() -> None:
    """Every extractor over every page."""
    pages = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    texts = {name: {page: attempt(extract, html) for page, html in pages.items()} for name, extract in PEERS.items()}
    found = {"versions": {name: version(name) for name in PACKAGES}, "texts": texts}
    Path(sys.argv[2]).write_text(json.dumps(found), "utf-8")


if __name__ == "__main__":
    main()
