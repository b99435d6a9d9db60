"""The report in a real browser: nothing runs, nothing loads, it fits a phone, and it can be read in light and dark."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from hubbub.write.report import Report
from tests.write.sample import account, hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [pytest.mark.browser, pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")]
Scheme = Literal["light", "dark"]
TEXT = (
    "h1, h2, h3, h4, p, dt, dd, th, td, summary, figcaption, .author, .exact, .id, .held, .share, .cut, .mark, .cue, "
    "nav a, .said, footer p, .chart text"
)
CONTRAST = """(selector) => {
  const rgb = (text) => (text.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const light = (parts) => parts.slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const parts = rgb(getComputedStyle(one).backgroundColor);
      if (parts.length < 4 || parts[3] > 0) return parts;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll(selector)].map((node) => {
    const style = getComputedStyle(node), inSvg = node.namespaceURI.endsWith("svg");
    const [a, b] = [light(rgb(inSvg ? style.fill : style.color)), light(ground(node))];
    return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), node.className.baseVal ?? node.className, node.tagName];
  }).filter(([ratio]) => ratio < 4.5);
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium without a head."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module", params=["plain", "hostile", "texts"])
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A written report."""
    made = {"plain": account(), "hostile": hostile(), "texts": account(60, known=False)}[request.param]
    path: Path = tmp_path_factory.mktemp(request.param) / "report.html"
    path.write_text(Report().text(made), encoding="utf-8")
    return path


def _open(browser: "Browser", report: Path, width: int = 1200, scheme: Scheme = "light") -> tuple["Page", list[str]]:
    page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    events: list[str] = []
    page.on("console", lambda message: events.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: events.append(f"error: {error}"))
    page.on("dialog", lambda dialog: _dismiss(dialog, events))
    page.on("request", lambda request: events.append(f"request: {request.url}") if request.url != report.as_uri() else None)
    page.goto(report.as_uri())
    return page, events


def _dismiss(dialog: "Dialog", events: list[str]) -> None:
    events.append(f"dialog: {dialog.message}")
    dialog.dismiss()


def test_nothing_runs_and_nothing_loads(browser: "Browser", report: Path) -> None:
    page, events = _open(browser, report)
    for summary in page.locator("summary").all():
        summary.click()
    page.wait_for_timeout(100)
    assert page.evaluate("typeof window.__ran") == "undefined"
    assert page.locator("script, img, iframe, form").count() == 0
    assert events == []


def test_policy_stops_what_would_run(browser: "Browser", report: Path) -> None:
    page, _ = _open(browser, report)
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.__ran=1\"><p style=\"color:red\">x</p>')"
    )
    page.wait_for_timeout(100)
    assert page.evaluate("typeof window.__ran") == "undefined"


@pytest.mark.parametrize("width", [320, 360, 768, 1200])
def test_page_never_scrolls_sideways(browser: "Browser", report: Path, width: int) -> None:
    page, _ = _open(browser, report, width=width)
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out(browser: "Browser", report: Path, scheme: Scheme) -> None:
    page, _ = _open(browser, report, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    assert page.locator(TEXT).count() > 50
    assert page.evaluate(CONTRAST, TEXT) == []


def test_landmarks_and_drawings_have_names(browser: "Browser", report: Path) -> None:
    page, _ = _open(browser, report)
    for role in ("banner", "navigation", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    assert page.evaluate(
        "[...document.querySelectorAll('svg')].every((one) => one.querySelector('title').textContent.length > 3)"
    )
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"


def test_turned_text_stays_in_its_quotation(browser: "Browser", report: Path) -> None:
    """The closing mark stands after the opening one on the same line, whatever the words between do."""
    page, _ = _open(browser, report)
    turned = """() => [...document.querySelectorAll(".glance a")].filter((one) => {
      const [open, words, close] = [...one.children].map((part) => part.getBoundingClientRect());
      return close && Math.abs(open.top - close.top) < 2 && close.left < words.right - 1;
    }).map((one) => one.textContent)"""
    assert page.evaluate(turned) == []


def test_paper_shows_every_table(browser: "Browser", report: Path) -> None:
    page, _ = _open(browser, report)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"
    assert page.locator("details table").first.is_visible()
