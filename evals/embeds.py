"""T1 on pages: embedded posts recovered with text, author, platform and order. Run from the root: python -m evals.embeds

Four sets: pages composed at run time of every embed template found in real pages, and of those the platforms document, times
each damage; the embed blockquotes of all real pages, labelled by a plain scan, beside five extractors; the seed; and body text.
"""

import argparse
import gzip
import io
import json
import platform
import random
import subprocess
import sys
import tempfile
import venv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import pairwise, permutations
from pathlib import Path
from typing import cast

import regex
import trafilatura

from evals.damage import DAMAGES, Damage, amp, attribute, base64, link_only, noscript, template
from evals.extractors import PACKAGES
from evals.made import ARTICLES, DOCUMENTED, Label, Template, documented, filled, made, templates
from evals.scan import scan
from hubbub.readers.article.blocks import BlocksReader
from hubbub.readers.article.found import REPEATED
from hubbub.readers.article.html import HtmlReader
from hubbub.readers.base import Item, Settings, Source
from hubbub.records import Article, Excluded, Post, Recovered

HERE = Path(__file__).parent
SEED = 2031
PAIRS = 40  # pairs of damages that are tried
SHARED = HERE.parents[1] / "shared"
PEERS = HERE.parent / ".venv-extractors"
TOKEN = regex.compile(r"\w+")
PROSE = (
    "The roof of the old hall was opened on Sunday, and the first rain came in on Monday, as neighbours had said it would.",
    "The club had been told of it twice, its secretary wrote to the council in May, and nothing was done about it then.",
    "Nobody was hurt, and the match was played to its end before a smaller crowd than is usual at this time of the year.",
    "A builder from the next town has offered to look at it for nothing, which the club has accepted with some relief.",
)


@dataclass(slots=True)
class Score:
    """Counts over labels and rows; every figure comes from them."""

    wanted: int = 0
    given: int = 0
    found: int = 0
    texts: int = 0
    exact: int = 0
    handles: int = 0
    handles_right: int = 0
    platforms_right: int = 0
    pairs: int = 0
    in_order: int = 0
    invented: int = 0
    missed: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Score") -> "Score":
        """Both together."""
        names = [name for name in self.__slots__ if name != "missed"]
        return Score(**{name: getattr(self, name) + getattr(other, name) for name in names}, missed=self.missed + other.missed)

    def figures(self) -> dict[str, float]:
        """Shares of what was there to find; precision by rows given."""
        precision, recall = self.found / max(1, self.given), self.found / max(1, self.wanted)
        shares: dict[str, float] = {
            "posts": self.wanted,
            "precision": precision,
            "recall": recall,
            "post_f1": 2 * precision * recall / max(1e-9, precision + recall),
            **({"exact_text": self.exact / self.texts} if self.texts else {}),
            "handle": self.handles_right / max(1, self.handles),
            "platform": self.platforms_right / max(1, self.found),
            "order": self.in_order / max(1, self.pairs),
            "invented_characters": self.invented,
        }
        return {name: round(value, 4) for name, value in shares.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """A post or an entry as we give it, by its place."""

    platform: str
    post_id: str
    handle: str | None
    text: str | None


def reading(page: str | bytes, reader: HtmlReader | BlocksReader | None = None) -> list[Item]:
    """What we make of a page."""
    raw = page.encode() if isinstance(page, str) else page
    return list((reader or HtmlReader()).read(Source("page", raw[: 2**18], lambda: io.BytesIO(raw), Settings())))


def rows(items: list[Item]) -> list[Row]:
    """The embedded posts of a reading, in order; a post that stands twice in a page is one."""
    found: list[Row] = []
    for one in items:
        if isinstance(one, Post) and one.text_origin == "embed":
            found.append(Row(one.platform, one.post_id or "", one.author_handle, one.text))
        elif isinstance(one, Excluded) and one.reason != REPEATED:
            key, known = one.uid.partition(":"), (one.author_key or "").partition("@")[2]
            found.append(Row(key[0], key[2], known or None, None))
    return found


def score(labels: Sequence[Label], given: list[Row], what: str = "") -> Score:
    """How well rows answer labels. A label's row is that of its id, else that of its text."""
    result, places = Score(wanted=len(labels), given=len(given)), []
    for label in labels:
        at = next((n for n, row in enumerate(given) if n not in places and label.post_id and row.post_id == label.post_id), None)
        if at is None:
            at = next((n for n, row in enumerate(given) if n not in places and label.text and row.text == label.text), None)
        result.texts += label.text is not None
        result.handles += label.handle is not None
        if at is None:
            result.missed[what] += 1
            continue
        row = given[at]
        places.append(at)
        result.found += 1
        result.exact += label.text is not None and row.text == label.text
        result.handles_right += label.handle is not None and (row.handle or "").lower() == label.handle.lower()
        result.platforms_right += row.platform == label.platform
        result.invented += (Counter(solid(row.text)) - Counter(solid(label.text))).total()
        if label.text is not None and row.text != label.text:
            result.missed[f"{what}, text"] += 1
    result.pairs = max(0, len(places) - 1)
    result.in_order = sum(before < after for before, after in pairwise(places))
    return result


def solid(text: str | None) -> str:
    """The characters of a text but white space."""
    return "".join((text or "").split())


def composed(found: Sequence[Template], damage: Damage) -> Iterator[tuple[str, list[Label]]]:
    """A page for each template, with two made-up posts of it between paragraphs, damaged."""
    chance = random.Random(SEED)
    for number, one in enumerate(found):
        make = documented if one.origin == "documented" else made
        pieces = [filled(one, make(one.platform, 2 * number + each, chance)) for each in (0, 1)]
        damaged = [damage(markup, [label]) for markup, label in pieces]
        if all(damaged):
            (first, a), (second, b) = cast(list[tuple[str, list[Label]]], damaged)
            parts = (PROSE[0], PROSE[1], first, PROSE[2], second, PROSE[3])
            body = "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in parts)
            yield f"<!doctype html><html><body><article><h1>Roof</h1>{body}</article></body></html>", [*a, *b]


def both(first: Damage, second: Damage) -> Damage:
    """One damage after another."""

    def damage(markup: str, labels: list[Label]) -> tuple[str, list[Label]] | None:
        done = first(markup, labels)
        return second(*done) if done else None

    damage.__name__ = f"{first.__name__}, {second.__name__}"
    return damage


def pairs() -> list[Damage]:
    """Every two damages that can follow each other: whatever is kept away or reduced to its address comes last."""
    outer = (template, noscript, attribute, base64, amp, link_only)
    found = [(a, b) for a, b in permutations(DAMAGES[2:], 2) if a not in outer]
    return [both(a, b) for a, b in random.Random(SEED).sample(found, min(PAIRS, len(found)))]


def composed_score(found: Sequence[Template], damages: Sequence[Damage]) -> tuple[Score, dict[str, dict[str, float]], int]:
    """All templates times all damages, by damage, and the number of pages."""
    whole, by_damage, pages = Score(), {}, 0
    for damage in damages:
        part = Score()
        for page, labels in composed(found, damage):
            part = part.add(score(labels, rows(reading(page)), damage.__name__))
            pages += 1
        if part.wanted:
            by_damage[damage.__name__] = part.figures()
        whole = whole.add(part)
    return whole, by_damage, pages


def pages() -> Iterator[tuple[str, bytes]]:
    """The real pages."""
    for file in sorted(ARTICLES.glob("*/*.html.gz")):
        yield f"{file.parent.name}/{file.name}", gzip.decompress(file.read_bytes())


def distinct(labels: list[Label]) -> list[Label]:
    """Each labelled post once."""
    return list({(label.platform, label.post_id or label.text): label for label in labels}.values())


def real() -> tuple[Score, dict[str, list[Label]], dict[str, list[Item]]]:
    """The blockquotes of the real pages. What else we find (frames, links, what scripts hold) has no label and is not scored."""
    whole, labels, read = Score(), {}, {}
    for name, raw in pages():
        labels[name] = distinct(scan(raw.decode("utf-8", "replace")))
        read[name] = reading(raw)
        known = {label.post_id for label in labels[name]}
        scripts = "".join(regex.findall(r"(?s)<script.*?</script>", raw.decode("utf-8", "replace")))
        ours = [row for row in rows(read[name]) if row.post_id in known or (row.text is not None and row.post_id not in scripts)]
        whole = whole.add(score(labels[name], ours, name[:40]))
    return whole, labels, read


def shown(label: Label, text: str) -> tuple[bool, bool, bool]:
    """Whether an output has a post's text as lines of its own; that and its handle beside it; its text anywhere."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lines = [line.removeprefix("> ").removeprefix("- ") for line in lines if line]
    starts = {0}
    for line in lines:
        starts.add(max(starts) + len(line) + 1)
    whole, wanted = " ".join(lines) + " ", " ".join((label.text or "").split())
    places = [found.start() for found in regex.finditer(regex.escape(wanted), whole)]
    own = next((at for at in places if at in starts and at + len(wanted) + 1 in starts), None)
    near = whole[max(0, own - 200) : own + len(wanted) + 200] if own is not None else ""
    return own is not None, own is not None and f"@{label.handle}" in near.replace(wanted, ""), bool(places)


def outputs(texts: dict[str, str], labels: dict[str, list[Label]]) -> dict[str, float]:
    """How many labelled texts an extractor's outputs show."""
    given = [shown(label, texts[name]) for name in labels for label in labels[name] if label.text]
    own, near, anywhere = (sum(each) for each in zip(*given, strict=True))
    return {"texts": len(given), "own_line": own, "own_line_and_handle_near": near, "anywhere": anywhere, "structured": 0}


def structured(labels: dict[str, list[Label]], read: dict[str, list[Item]]) -> dict[str, float]:
    """The same for us, and how many labelled posts are records with exact text and handle."""
    texts = {name: next((one.text for one in items if isinstance(one, Article)), "") for name, items in read.items()}
    known = {name: {(row.text, row.handle) for row in rows(items)} for name, items in read.items()}
    whole = sum((label.text, label.handle) in known[name] for name in labels for label in labels[name] if label.text)
    return outputs(texts, labels) | {"structured": whole}


def others(given: dict[str, str]) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """The texts of other extractors, and their versions, from an environment of their own."""
    python = PEERS / "bin" / "python"
    if not python.exists():
        venv.create(PEERS, with_pip=True)
        for what in (["--upgrade", "pip"], [*PACKAGES, "lxml_html_clean"]):
            subprocess.run([python, "-m", "pip", "install", "--quiet", *what], check=True)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "pages.json", Path(folder) / "texts.json"
        source.write_text(json.dumps(given), "utf-8")
        subprocess.run([python, HERE / "extractors.py", source, target], check=True, stderr=subprocess.DEVNULL)
        found = json.loads(target.read_text("utf-8"))
    return found["texts"], found["versions"]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """A text's 4-grams of words."""
    words = TOKEN.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)) if words)


def body_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """The measure of scrapinghub's article-extraction-benchmark: F1 of mean precision and mean recall over 4-grams."""
    precisions, recalls = [], []
    for true, given in pairs:
        wanted, got = shingles(true), shingles(given)
        both = (wanted & got).total()
        precisions += [both / got.total()] if got else []
        recalls += [both / wanted.total()] if wanted else []
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return 2 * precision * recall / (precision + recall)


def bodies(read: dict[str, list[Item]], given: dict[str, str]) -> dict[str, float]:
    """Body F1 on the pages with ground truth: ours, posts at their places, and trafilatura's own."""
    truth = json.loads((ARTICLES / "aeb_groundtruth" / "ground-truth.json").read_text("utf-8"))
    names = {key: f"article-extraction-benchmark/{key}.html.gz" for key in truth}
    known = {key: name for key, name in names.items() if name in given}
    ours = {name: next((one.text for one in items if isinstance(one, Article)), "") for name, items in read.items()}
    own = [(truth[key]["articleBody"], trafilatura.extract(given[name]) or "") for key, name in known.items()]
    mine = [(truth[key]["articleBody"], ours[name]) for key, name in known.items()]
    return {"pages": len(known), "body_f1": round(body_f1(mine), 4), "trafilatura_body_f1": round(body_f1(own), 4)}


def seed() -> dict[str, float]:
    """The seed through its own scorer."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        article = SHARED / "seed" / "roundup-article.txt"
        subprocess.run(
            [sys.executable, "-c", "from hubbub.cli import main; main()", "find", article, "-o", out],
            check=True,
            capture_output=True,
        )
        done = subprocess.run([sys.executable, SHARED / "seed" / "score.py", out], capture_output=True, text=True, check=False)
    found = json.loads(done.stdout.strip().splitlines()[-1])
    return {name: value for name, value in found.items() if isinstance(value, int | float)}


def spans(read: dict[str, list[Item]]) -> int:
    """How many recovered posts do not stand in their article where their entry says: none may."""
    wrong = 0
    for items in read.values():
        text = next((one.text for one in items if isinstance(one, Article)), "")
        words = {one.uid: one.text for one in items if isinstance(one, Post)}
        wrong += sum(text[one.article_start : one.article_end] != words[one.uid] for one in items if isinstance(one, Recovered))
    return wrong


def measure(*, peers: bool) -> tuple[Score, dict[str, object], dict[str, str]]:
    """Every set; the pooled score of all pages, the figures by set, and the versions of other extractors."""
    found = templates()
    theirs = [Template(name, name, markup, "documented") for name, markup in DOCUMENTED.items()]
    first, by_damage, count = composed_score(found, DAMAGES)
    second, by_damage_documented, more = composed_score(theirs, DAMAGES)
    twice, by_pair, most = composed_score([*found, *theirs], pairs())
    third, labels, read = real()
    given = {name: raw.decode("utf-8", "replace") for name, raw in pages()}
    texts, versions = others(given) if peers else ({}, {})
    sets: dict[str, object] = {
        "composed_real_templates": first.figures() | {"templates": len(found), "pages": count},
        "composed_documented_templates": second.figures() | {"templates": len(theirs), "pages": more},
        "composed_two_damages": twice.figures() | {"pages": most},
        "real_pages_blockquotes": third.figures() | {"pages": len(read), "wrong_spans": spans(read)},
        "seed": seed(),
        "body": bodies(read, given),
        "peers": {"hubbub": structured(labels, read)} | {name: outputs(each, labels) for name, each in texts.items()},
        "by_damage": by_damage,
        "by_damage_documented": by_damage_documented,
        "by_two_damages_imperfect": {
            name: each for name, each in by_pair.items() if min(each["post_f1"], each.get("exact_text", 1)) < 1
        },
    }
    whole = first.add(second).add(twice).add(third)
    return whole, sets, versions


def save(whole: Score, sets: dict[str, object], versions: dict[str, str]) -> None:
    """Writes results/T1.json: the figures are over all pages, composed and real."""
    figures = whole.figures()
    body = cast(dict[str, float], sets["body"])["body_f1"]
    record = {
        "target": "T1",
        "figures": {name: figures[name] for name in ("post_f1", "exact_text", "invented_characters")} | {"body_f1": body},
        "data": "articles/*, seed; pages composed of the templates in articles/* and of documented ones, with made-up posts",
        "command": "python -m evals.embeds",
        "seed": SEED,
        "versions": {"python": platform.python_version(), "lxml": version("lxml")} | versions,
        "date": datetime.now(UTC).date().isoformat(),
        "by_set": sets,
    }
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / "T1.json").write_text(json.dumps(record, indent=1) + "\n", "utf-8")


def main() -> None:
    """Measures, prints and saves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-peers", action="store_true", help="without the other extractors; nothing is saved")
    peers = not parser.parse_args().no_peers
    whole, sets, versions = measure(peers=peers)
    print(json.dumps({"all": whole.figures()} | sets, indent=1))
    print("missed:", whole.missed.most_common(60))
    if peers:
        save(whole, sets, versions)


if __name__ == "__main__":
    main()
