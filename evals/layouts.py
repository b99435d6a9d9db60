"""How pages show posts once their markup is gone, and how extractors part paragraphs: read off what they left of made-up pages.

The extractors were trafilatura, resiliparse, html2text, newspaper4k, readability with inscriptis, and jusText (which leaves
no embeds). In `single` layouts a post stands once, so that what is lost in it cannot come back; in the others twice.
"""

import random
import textwrap
from collections.abc import Callable
from dataclasses import replace

import regex

from evals.composed import DAMAGES, INTRO, LEAD, PROSE, Case, Copies, Gold, Piece, copies

DAYS = (
    "{day} de {es} de {year}",
    "{day}. {de} {year}",
    "{day} {fr} {year}",
    "{en} {day}th, {year}",
    "{day} {en} {year}",
    "{day} de {pt} de {year}",
    "{day} {ru} {year} г.",
    "{year}年{month}月{day}日",
    "{day} {it} {year}",
)
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
Shown = tuple[list[str], Gold]
Layout = Callable[[Piece, Copies], Shown]


def english(one: Piece) -> str:
    """The date as X signs it."""
    return f"{one.day:%B} {one.day.day}, {one.day.year}"


def foreign(one: Piece, chance: random.Random) -> str:
    """The date in another language or form."""
    words = {name: months.split()[one.day.month - 1] for name, months in MONTHS.items()}
    return chance.choice(DAYS).format(day=one.day.day, month=one.day.month, year=one.day.year, **words)


def right(one: Piece, platform: str, texts: tuple[str, ...], *, dated: bool) -> Gold:
    """The answer for a post of some platform."""
    return Gold(texts, one.name, one.handle, platform, one.day if dated else None)


def twice(template: str) -> Layout:
    """A layout that shows a text twice."""
    dated = "{date}" in template

    def show(one: Piece, given: Copies) -> Shown:
        words = {"name": one.name, "handle": one.handle, "date": english(one), "first": given.first, "second": given.second}
        return [part.format(**words) for part in template.split("|")], right(one, "x", given.texts, dated=dated)

    return show


def once(template: str, platform: str = "x", suffix: str = "") -> Layout:
    """A layout that shows a text once. Its answer is that text, with joiners where they are certain."""
    dated = "{date}" in template or "{day}" in template

    def show(one: Piece, given: Copies) -> Shown:
        whole = given.texts[0]
        text = whole if whole.replace("\u200d", "") == given.first else given.first
        words = {"name": one.name, "handle": one.handle + suffix, "text": given.first, "date": english(one)}
        parts = [part.format(**words, day=foreign(one, given.chance)) for part in template.split("|")]
        gold = right(replace(one, handle=one.handle + suffix), platform, (text,), dated=dated)
        return parts, replace(gold, name=one.name if "{name}" in template else None)

    return show


def titled(template: str) -> Layout:
    """A Reddit post: a title, on one line, and its author."""
    shown = once(template, "reddit")

    def show(one: Piece, given: Copies) -> Shown:
        given.all(lambda text: " ".join(text.split()))
        return shown(one, given)

    return show


def page(template: str) -> Layout:
    """A Facebook post: the author has a name and no handle."""
    shown = once(template, "facebook")

    def show(one: Piece, given: Copies) -> Shown:
        parts, gold = shown(one, given)
        return parts, replace(gold, handle=None)

    return show


LAYOUTS: dict[str, Layout] = {
    "x header text text": twice("{name} @{handle} {first} {second}"),
    "x header blank text text": twice("{name} @{handle}\n\n\n\n{first} {second}"),
    "x name line handle line": twice("{name}\n@{handle}\n{first} {second}"),
    "x header text text signed": twice("{name} @{handle} {first} {second} — {name} (@{handle}) {date}"),
    "x header, halves apart": twice("{name} @{handle}|{first}|{second}|— {name} (@{handle}) {date}"),
    "x text, signature": once("{text}|— {name} (@{handle}) {date}"),
    "x announced, text, signature": once("One viewer tweeted:|{text}|— {name} (@{handle}) {date}"),
    "x text signature": once("{text} — {name} (@{handle}) {date}"),
    "x text, signature abroad": once("{text}|— {name} (@{handle}) {day}"),
    "x announced, signature undated": once("One viewer tweeted:|{text}|— {name} (@{handle})"),
    "x announced header text": once("Another viewer tweeted:|{name} @{handle} {text}"),
    "x timeline": once("{name} @{handle} · {date}\n{text}\n12 Retweets 40 Likes"),
    "x widget": once("{name}\n@{handle}\n{text}\n10:30 AM · {date}\n40\nReply\nCopy link\nRead 3 replies"),
    "instagram": once("View this post on Instagram|{text}|A post shared by {name} (@{handle})", "instagram"),
    "instagram line": once(
        "View this post on Instagram {text} A post shared by {name} (@{handle}) on {date} at 3:00am PDT", "instagram"
    ),
    "tiktok": once("@{handle}|{text}|♬ original sound - {handle}", "tiktok", ".x"),
    "tiktok line": once("@{handle} {text} ♬ original sound - {handle}", "tiktok", ".x"),
    "reddit": titled("{text}\nbyu/{handle} inroofs"),
    "reddit spaced": titled("{text}\nby u/{handle} in r/roofs"),
    "bluesky": once("{text}|— {name} (@{handle}) {date} at 3:45 PM", "bluesky", ".bsky.social"),
    "bluesky image": once("{text}|[image or embed]|— {name} (@{handle}) {date} at 3:45 PM", "bluesky", ".bsky.social"),
    "mastodon": once("{text}|— {name} (@{handle}) {date}", "mastodon", "@social.example"),
    "youtube": once("@{handle} 2 months ago\n{text}\n12\nReply", "youtube"),
    "facebook": page("{text}|Posted by {name} on Saturday, {date}"),
}


def spaced(parts: list[str], _: bool) -> str:
    """Blank lines between paragraphs, as resiliparse leaves them."""
    return "\n\n".join(parts)


def lined(parts: list[str], _: bool) -> str:
    """No blank lines, as trafilatura leaves them."""
    return regex.sub(r"\n+", "\n", "\n".join(parts))


def indented(parts: list[str], _: bool) -> str:
    """Two spaces before each line, as inscriptis leaves them."""
    return textwrap.indent("\n\n".join(parts), "  ")


def flat(parts: list[str], _: bool) -> str:
    """The whole article in one line."""
    return " ".join(" ".join(parts).split())


def tailed(parts: list[str], post: bool) -> str:
    """Prose goes on in the line where a post ended."""
    return "\n\n".join(parts) + (" " if post else "\n\n")


def quoted(parts: list[str], post: bool) -> str:
    """Markdown, as html2text leaves it: posts as quotations with links, everything wrapped."""
    if not post:
        return "\n\n".join(textwrap.fill(part, 79) for part in parts)
    marked = [regex.sub(r"(?<![\w(@])@(\w+)(?=\s)", r"[@\1](https://x.example/\1)", part) for part in parts]
    marked = [part.replace("— ", "-- ") if "(@" in part else part for part in marked]
    lines = [wrapped for part in marked for line in [*part.split("\n"), ""] for wrapped in wrap(line)]
    return "\n".join(f"> {line}" for line in lines[:-1])


def wrap(line: str) -> list[str]:
    """A line in lines of 77 characters; a break the author made keeps its two spaces."""
    lines = textwrap.wrap(line, 77, break_long_words=False, break_on_hyphens=False) or [""]
    return [*lines[:-1], lines[-1] + "  "] if line else [""]


SHAPES = {"spaced": spaced, "lined": lined, "indented": indented, "tailed": tailed, "markdown": quoted, "flat": flat}
POSTS_EACH = 3


def compose(chosen: list[Piece], layout: str, damage: str, shape: str, chance: random.Random) -> Case:
    """One article of made-up prose around posts."""
    prose = chance.sample(PROSE, len(PROSE))
    parts, gold = [f"{prose[0]} {prose[1]}", *chance.sample(INTRO, 1)], []
    form = SHAPES[shape]
    text = form(parts, False)
    for number, one in enumerate(chosen):
        given = copies(one.text, chance)
        DAMAGES[damage](given)
        shown, answer = LAYOUTS[layout](one, given)
        gold.append(answer)
        text += ("\n" if shape == "lined" else " " if shape == "flat" else "\n\n") + form(shown, True)
        text += "" if shape == "tailed" else "\n" if shape == "lined" else " " if shape == "flat" else "\n\n"
        text += form([prose[2 + number]], False).rstrip("\n")
    return Case(layout, damage, shape, text + "\n", gold)


def bare(text: str) -> str:
    """A text without leading mentions, white space folded."""
    return LEAD.sub("", " ".join(text.split()) + " ", count=1).strip()
