"""Every record that flows through Hubbub, in one file: a dataclass here is an Arrow schema everywhere else.

Read this file and you know the system. Column names are a contract: other programs read them. Text lives once, in
`Post.text` or `Article.text`; later records hold `uid, start, end` in code points from 0, end-exclusive. Times: UTC microseconds.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hubbub.arrow import batch as batch  # noqa: PLC0414 - the records as Arrow, both ways: who imports one wants these too
from hubbub.arrow import from_batch as from_batch  # noqa: PLC0414
from hubbub.arrow import schema as schema  # noqa: PLC0414
from hubbub.counts import Count as Count  # noqa: PLC0414 - counts are records, too
from hubbub.counts import Point as Point  # noqa: PLC0414
from hubbub.counts import Prevalence as Prevalence  # noqa: PLC0414
from hubbub.counts import Slice as Slice  # noqa: PLC0414
from hubbub.counts import Tally as Tally  # noqa: PLC0414
from hubbub.counts import Timeline as Timeline  # noqa: PLC0414
from hubbub.counts import Without as Without  # noqa: PLC0414
from hubbub.decisions import Decided, Grouped, Heading, Move, Stance
from hubbub.method import InputCount, Method, Moment
from hubbub.posting import Pattern, PatternPost, Patterns

Precision = Literal["exact", "minute", "day", "estimate", "none"]
CopyKind = Literal["original", "exact", "near", "repost", "embed"]
QuotationKind = Literal["direct", "indirect", "mixed"]
Kind = Literal["position", "testimony", "emotion"]  # of a sentence, see `viewpoints.kinds`


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One public message, as its platform gave it. `text` is never changed after reading."""

    uid: str  # platform:id, else h:<hash of content and author>:<occurrence>
    platform: str  # x, youtube, reddit, instagram, ..., unknown
    post_id: str | None = None
    url: str | None = None
    author_key: str | None = None  # the platform's own id before the handle; None: the author is not known
    author_handle: str | None = None  # without the leading @
    author_name: str | None = None
    author_flags: tuple[str, ...] = ()  # bot, verified, uploader
    author_created_at: datetime | None = None  # when the account was made, where the platform says; None: not known
    text: str
    text_origin: str  # text, note_tweet, csv, embed, quoted_by_article, ...
    truncated: bool = False
    lang: str | None = None  # as the platform says, else detected when screened
    created_at: datetime | None = None
    created_precision: Precision = "none"
    collected_at: datetime | None = None
    parent_uid: str | None = None
    root_uid: str | None = None
    repost_of: str | None = None
    quote_of: str | None = None
    likes: int | None = None
    replies: int | None = None
    reposts: int | None = None
    quotes: int | None = None
    views: int | None = None
    moderation: str | None = None  # deleted, removed, withheld, advertisement
    input_file: str
    input_row: int  # 1-based: line, row or item, as the shape counts them
    input_sha256: str  # of the raw row


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """A post that was read and left out, with the reason. Its text is not kept; file and row lead back to it."""

    uid: str
    reason: str
    detail: str | None = None
    author_key: str | None = None  # so that a removed author's exclusions can be found
    input_file: str
    input_row: int
    input_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A row no reader could turn into a post."""

    input_file: str
    input_row: int
    byte_offset: int
    reason: str
    sample: str  # the first characters of the row, control characters shown as escapes


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input file and what became of its rows: rows == posts + excluded + unreadable."""

    input_file: str  # relative name
    shape: str  # as docs/shapes.md names it
    evidence: str  # why that shape
    sha256: str  # of the file's bytes as given
    content_sha256: str  # of the sorted hashes of its rows: the same for the same rows in another order
    size_bytes: int
    rows: int
    posts: int
    excluded: int
    unreadable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page or extracted text that quotes posts. An editor chose them: see `Recovered`."""

    article_id: str  # a:<sha256 of text>
    input_file: str
    title: str | None = None
    url: str | None = None
    published_at: datetime | None = None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """Where in an article a post was found: `Article.text[article_start:article_end]` holds it, header included."""

    uid: str
    article_id: str
    input_file: str
    input_row: int
    article_start: int
    article_end: int
    note: str | None = None  # unrecoverable (a part such as '[email protected]' stays as it stands), joined_halves, ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Which group of copies a post belongs to. One post, the original, stands for its group."""

    uid: str
    group_id: str  # uid of the original
    kind: CopyKind
    similarity: float
    reason: str | None = None  # same words, alike, cut (it breaks off within), held (it stands whole in); None: the original


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A span of an original post."""

    sentence_id: str
    uid: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewpoint:
    """A key point (a verbatim sentence) and how many hold it. See `measure` for what each count counts."""

    viewpoint_id: str
    key_point_uid: str
    start: int
    end: int
    parent: str | None = None  # viewpoint_id of the broader view that it is inside; that one is inside none
    target: str | None = None  # the first of the moment's targets that people put it towards, or that its key point names
    stance: Stance | None = None  # towards it, as a person stated
    people: int | None = None  # distinct known authors of originals; None: no author is known in the collection
    texts: int  # distinct texts: copy groups
    posts: int  # posts, copies and reposts included
    accounts: int | None = None  # distinct known authors, copies and reposts included
    opposite: str | None = None  # viewpoint_id of the view that says the contrary in like words
    kind: Kind  # of its key point
    witnesses: int  # of `people` (None: of `texts`), those of whom a sentence under it is testimony


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A sentence that makes a viewpoint's point. `how`: words, matcher (its odds), static (a cosine), decision; in millionths."""

    sentence_id: str
    uid: str
    viewpoint_id: str
    score: int
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What texts speak of, whatever they say of it, named by a readable sentence (`uid`, `start`, `end`) near its
    middle. Each of its texts has one of its words, but those in other languages or written without spaces."""

    topic_id: str
    words: tuple[str, ...]  # that tell it from the others, in lower case, the most telling first
    uid: str
    start: int
    end: int
    people: int | None = None  # distinct known authors of its texts; None: no author is known in the collection
    texts: int  # distinct texts: copy groups
    posts: int  # posts, copies and reposts included
    accounts: int | None = None  # distinct known authors, copies and reposts included


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPost:
    """An original text and the one topic it speaks of."""

    topic_id: str
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A verbatim excerpt: of a post, or of an article (`article_id` set, offsets in the article)."""

    quotation_id: str
    viewpoint_id: str | None = None
    uid: str | None = None
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    article_id: str | None = None
    speaker: str | None = None
    cue: str | None = None
    kind: QuotationKind | None = None


# ---- What the findings hold. `Findings` is findings.json, field for field; shares are fractions of 1, nine decimals.


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewpointFinding:
    """One viewpoint as reported, largest first. Quotations are ids into `Findings.quotations`; the key point is the first."""

    viewpoint_id: str
    key_point: str  # quotation_id
    kind: Kind  # of the key point: positions, testimony and emotion are never mixed
    witnesses: int  # of the people (texts, where people are None) of `prevalence`, those of whom a sentence here is testimony
    prevalence: Prevalence
    platforms: tuple[Slice, ...]
    languages: tuple[Slice, ...]
    timeline: tuple[Point, ...]
    quotations: tuple[str, ...]
    opposite: str | None = None  # viewpoint_id of the view that says the contrary in like words, where one was found
    heading: Heading | None = None  # a person's; the key point stands all the same
    parent: str | None = None  # viewpoint_id of the broader view listed here that it is inside; that one is inside none
    within: Prevalence | None = None  # who holds it or a view inside it, once each; None: no view is inside it
    target: str | None = None  # see `Viewpoint`
    stance: Stance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Who holds one of some viewpoints, each person once."""

    views: tuple[str, ...]  # viewpoint_ids, in the findings' order
    prevalence: Prevalence


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A viewpoint that takes neither side, among those who took one. `apart`: the two shares' intervals do not meet."""

    viewpoint_id: str
    favour: Count  # of the people (texts, where no author is known) in favour
    against: Count
    apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What listed viewpoints say of a target, with both sides beside each other. A side is stated by a person, never by us."""

    target: str
    proposed: bool  # no moment.toml names targets; this is what most key points name
    favour: Side
    against: Side
    unstated: Side  # viewpoints that name it, and of which nobody stated a side
    both: Count  # people (texts, where no author is known) who hold views of both sides
    shared: tuple[Shared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What no listed viewpoint holds: views of fewer than `min_people`, and texts that hold no view. People are those who hold
    nothing listed (few), or no view at all (unassigned): each stands in one class, so that the classes add up."""

    viewpoints: int
    prevalence: Prevalence
    quotations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFinding:
    """A topic as reported. Who speaks of it need not agree; `held` of its texts hold a listed viewpoint, of it or of something
    else. Quotations are ids, the one that names it first."""

    topic_id: str
    words: tuple[str, ...]  # that tell it from the others, in lower case, the most telling first
    prevalence: Prevalence
    held: int
    quotations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """What texts speak of: how many topics there are, how many texts speak of one, and the largest."""

    found: int
    prevalence: Prevalence
    listed: tuple[TopicFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The flow as systematic reviews print it (PRISMA 2020): identified, screened, excluded, included."""

    inputs: tuple[InputCount, ...]
    rows: int
    unreadable: tuple[Tally, ...]
    excluded: tuple[Tally, ...]
    posts: int
    copies: tuple[Tally, ...]  # by kind; "original" is the number of distinct texts
    texts: int
    people: int | None  # distinct known authors of originals
    accounts: int | None  # distinct known authors, copies and reposts included
    posts_without_author: int
    sentences: int
    articles: int
    recovered: int  # posts recovered from articles, where an editor chose them


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the collection spans and lacks."""

    first: str | None
    last: str | None
    platforms: tuple[Slice, ...]
    languages: tuple[Slice, ...]
    completeness: float | None  # Good-Turing: the chance that the next text's viewpoint is listed; None: too little was said


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """findings.json."""

    schema: str
    moment: Moment | None
    method: Method
    flow: Flow
    viewpoints: tuple[ViewpointFinding, ...]
    sides: tuple[Sides, ...]  # a target each, in moment.toml's order
    decisions: tuple[Decided, ...]  # of people, in their file's order
    few: Rest
    unassigned: Rest
    topics: Topics
    timeline: Timeline
    patterns: Patterns
    coverage: Coverage
    quotations: tuple[Quotation, ...]
    notes: tuple[str, ...]


TABLES: dict[str, type] = {
    "posts": Post,
    "excluded": Excluded,
    "unreadable": Unreadable,
    "inputs": Input,
    "articles": Article,
    "ledger": Recovered,
    "copies": Copy,
    "sentences": Sentence,
    "viewpoints": Viewpoint,
    "assignments": Assignment,
    "grouped": Grouped,
    "moves": Move,
    "topics": Topic,
    "topic_posts": TopicPost,
    "quotations": Quotation,
    "patterns": Pattern,
    "pattern_posts": PatternPost,
}
ORDERED = {  # tables whose rows threads leave in any order, and the one that files and the database have them in
    "posts": "input_file, input_row, uid",
    "excluded": "input_file, input_row, uid, reason, detail",
    "ledger": "input_file, input_row, article_id, article_start, article_end, uid",
    "copies": "uid",
    "sentences": "uid, start",
    "assignments": "uid, sentence_id, viewpoint_id",
    "grouped": "viewpoint_id",
    "moves": "uid, sentence_id",
    "topic_posts": "topic_id, uid",
}
