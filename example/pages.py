"""The two pages that quote posts: a text with the damage that copying a page leaves, and an HTML page with embeds."""

import html
from dataclasses import dataclass

from cast import HERE, Planted
from shapes import name

JOINER = "\u200d"


@dataclass(frozen=True)
class Quoted:
    """What a page quotes. `text`: the author's own words; `handle` is None where the page names nobody."""

    view: str
    platform: str
    handle: str | None
    text: str
    id: str | None = None


def halves(parts: list[str]) -> tuple[str, Quoted]:
    """A post as copied from a page: its header, then its text twice, the first half damaged."""
    view, shown, handle, mentions, damage, text, *tail = parts
    rest = tail[0] if tail else ""
    whole = f"{mentions} {text} {rest}".strip() if damage != "emoji" else f"{mentions} {text}{rest}"
    first = f"{mentions} {text}"
    if damage == "glued":
        first = f"{rest.split('[')[0].strip()} {mentions} {text}{rest}"
    header = f"{shown.replace(JOINER, '')} @{handle}"
    gap = "\n\n\n\n" if damage == "glued" else " "
    return f"{header}{gap}{first} {whole}", Quoted(view, "x", handle, whole)


def article() -> tuple[str, list[Quoted]]:
    """The text article, and what it quotes, in its order."""
    lines, quoted = [], []
    for line in (HERE / "article.txt").read_text(encoding="utf-8").splitlines():
        shown = line
        if line.startswith("@post "):
            shown, one = halves([part.strip() for part in line[6:].split("|")])
            quoted.append(one)
        elif line.startswith("@quoted "):
            view, shown = (part.strip() for part in line[8:].split("|"))
            quoted.append(Quoted(view, "instagram", None, shown.strip('"')))
        lines.append(shown)
    return "\n".join(lines) + "\n", quoted


def tweet(handle: str, text: str, key: str, day: str) -> str:
    """X's embed, as its own code writes it before the script runs."""
    shown = html.escape(text, quote=False).replace("\n", "<br>")
    link = f"https://twitter.com/{handle}/status/{key}?ref_src=twsrc%5Etfw"
    words = f'<p lang="en" dir="ltr">{shown}</p>&mdash; {html.escape(name(handle))} (@{handle}) <a href="{link}">{day}</a>'
    return f'<blockquote class="twitter-tweet">{words}</blockquote>'


def instagram(handle: str, text: str, key: str) -> str:
    """Instagram's captioned embed."""
    link = f"https://www.instagram.com/p/{key}/?utm_source=ig_embed"
    words = f'<p><a href="{link}">{html.escape(text, quote=False)}</a></p>'
    when = '<time datetime="2025-03-15T09:12:44+00:00">Mar 15, 2025 at 9:12am</time>'
    note = f'<p>A post shared by <a href="{link}">{html.escape(name(handle))}</a> (@{handle}) on {when}</p>'
    kind = f'class="instagram-media" data-instgrm-captioned data-instgrm-permalink="{link}" data-instgrm-version="14"'
    return f"<blockquote {kind}><div>{words}{note}</div></blockquote>"


COLLECTED = ("room", "music", "earned", "dark")
SAID = "My whole street was at the window crying at the same time"
BLINKED = "Wenna Strathlow blinked once in four minutes and I felt it in my knees"
LOVELY = "Lovely boat. Lovely rain. Ending not earned & not sorry"
NEW = (
    Quoted("performance", "x", "nettle_p_madeup", BLINKED, "9000000000000700001"),
    Quoted("not_earned", "x", "sorrel_p_madeup", LOVELY, "9000000000000700002"),
)
PICTURES = (
    Quoted(
        "music", "instagram", "cowslip_p_madeup", "That song. That radio. I have nothing else to say. #marrowquay", "Cmadeup0001"
    ),
    Quoted("room", "instagram", "teasel_p_madeup", "Drew the empty bench. There was room for Odile ⛴️", "Cmadeup0002"),
)


def collected(posts: list[Planted], section: str) -> Quoted:
    """The first English post of a section in x.jsonl."""
    own = (one for one in posts if one.platform == "x" and one.kind == "original" and one.section == section)
    one = next(one for one in own if one.lang == "en" and len(one.text) < 200)
    return Quoted(section, "x", one.author, one.text, one.id)


def embed(one: Quoted) -> str:
    """The embed of a post."""
    known = (one.handle or "", one.text, one.id or "")
    return instagram(*known) if one.platform == "instagram" else tweet(*known, "March 15, 2025")


def page(posts: list[Planted]) -> tuple[str, list[Quoted]]:
    """The HTML page: four posts of x.jsonl, two that are nowhere else, one without a name, two from Instagram."""
    found = [*(collected(posts, section) for section in COLLECTED), *NEW, Quoted("", "unknown", None, SAID), *PICTURES]
    body = (HERE / "page.html").read_text(encoding="utf-8")
    for at, one in enumerate(found, 1):
        body = body.replace(f"<!-- {at} -->", embed(one) if one.id else html.escape(one.text))
    return body, found
