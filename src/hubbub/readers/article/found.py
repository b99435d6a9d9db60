"""What the passes over an article find, and the records it becomes. Every offset is in code points of `Article.text`."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import regex

from hubbub.readers.article.prose.links import NEAR, Shown, meant
from hubbub.readers.base import Item, content_uid, hashed, sample
from hubbub.records import Article, Excluded, Post, Precision, Quotation, QuotationKind, Recovered, Unreadable

CONTEXT = 32  # code points of prefix and suffix
NOTHING = "no posts in this page: give the saved HTML of the page, or leave it out"
ABSENT = "text not in page"
TOO_LARGE = "too large for one page: give a smaller file"
REPEATED = "repeated in page"
MENTIONS = regex.compile(r"^(?:@\w+\s+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """A post found in an article at [start, end). `text` None: the page has only a link to it."""

    start: int
    end: int
    text: str | None
    platform: str
    origin: str = "embed"
    handle: str | None = None
    name: str | None = None
    post_id: str | None = None
    url: str | None = None
    created_at: datetime | None = None
    precision: Precision = "none"
    note: str | None = None
    truncated: bool = False  # quoted in parts; `text` is the first
    speaker: str | None = None  # with the cue, where a page's markup sets a quotation off
    cue: str | None = None

    @property
    def author_key(self) -> str | None:
        """The author as other readers name one who is known by handle only."""
        return f"{self.platform}:@{self.handle.lower()}" if self.handle else None

    @property
    def uid(self) -> str:
        """platform:id, else the hash of platform, author and text."""
        if self.post_id:
            return f"{self.platform}:{self.post_id}"
        return content_uid(self.platform, self.author_key, self.text if self.text is not None else self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What somebody says at [start, end), marks not included. `post`: the post it is; `resumes`: it goes on with the one before.

    `crowd`: members of the public say it; `cue_at`, `speaker_at`: where the words that say so stand, if they were read.
    """

    start: int
    end: int
    kind: QuotationKind
    speaker: str | None = None
    cue: str | None = None
    post: Embed | None = None
    resumes: bool = False
    crowd: bool = False
    cue_at: tuple[int, int] | None = None
    speaker_at: tuple[int, int] | None = None


@dataclass(slots=True)
class Ledger:
    """Turns what was found in one article into records, each post once."""

    article: Article
    row: int = 0
    posts: dict[str, str] = field(default_factory=dict)  # bare text → uid, of posts with known authors
    uids: set[str] = field(default_factory=set)
    whole: frozenset[str] = frozenset()  # uids of posts whose text the page has somewhere
    last: str | None = None
    shown: Sequence[Shown] = ()  # the posts with their places, for narration that paraphrases one

    def items(self, embeds: Sequence[Embed], sayings: Sequence[Saying]) -> Iterator[Item]:
        """Article, then each post with its place and each quotation, in the article's order; a row that says so if no post."""
        yield self.article
        self.posts.update({bare(one.text): one.uid for one in reversed(embeds) if one.text})
        self.whole = frozenset(one.uid for one in embeds if one.text is not None)
        posts = [*(one for one in embeds if one.uid in self.whole), *(one.post for one in sayings if one.post)]
        shown = (Shown(one.start, self.posts.get(bare(one.text or ""), one.uid), one.text) for one in posts if one.text)
        self.shown = sorted(shown, key=lambda each: each.place)
        found: list[Embed | Saying] = [*embeds, *sayings]
        for one in sorted(found, key=lambda each: each.start):
            yield from self.embed(one) if isinstance(one, Embed) else self.saying(one)
        if not self.row:
            yield lost(self.article.input_file, NOTHING, self.article.text.strip()[:480].encode("utf-8", "replace"))

    def embed(self, one: Embed) -> Iterator[Item]:
        """A post and its place, or why it is left out."""
        self.row += 1
        known = one.author_key is not None or one.post_id is not None
        seen = self.whole if one.text is None else self.uids
        reason = REPEATED if known and one.uid in seen else ABSENT if one.text is None else None
        if reason or one.text is None:
            yield self.left_out(one, reason or ABSENT)
            return
        self.uids.add(one.uid)
        yield self.post(one, one.text)
        yield Recovered(
            uid=one.uid,
            article_id=self.article.article_id,
            input_file=self.article.input_file,
            input_row=self.row,
            article_start=one.start,
            article_end=one.end,
            note=one.note,
        )

    def left_out(self, one: Embed, reason: str) -> Excluded:
        """The row of a post that is only linked, or stands in the page twice."""
        return Excluded(
            uid=one.uid,
            reason=reason,
            detail=one.url,
            author_key=one.author_key,
            input_file=self.article.input_file,
            input_row=self.row,
            input_sha256=self.hash(one.start, one.end),
        )

    def post(self, one: Embed, text: str) -> Post:
        """The post's own record."""
        return Post(
            uid=one.uid,
            platform=one.platform,
            post_id=one.post_id,
            url=one.url,
            author_key=one.author_key,
            author_handle=one.handle,
            author_name=one.name,
            text=text,
            text_origin=one.origin,
            truncated=one.truncated,
            created_at=one.created_at,
            created_precision=one.precision,
            input_file=self.article.input_file,
            input_row=self.row,
            input_sha256=self.hash(one.start, one.end),
        )

    def saying(self, one: Saying) -> Iterator[Item]:
        """A quotation, and its post unless the article also embeds that post."""
        uid = None
        if one.post is not None and one.post.text is not None:
            uid = self.posts.get(bare(one.post.text))
            if uid is None:
                uid = one.post.uid
                yield from self.embed(one.post)
        elif one.resumes:
            uid = self.last
        elif one.crowd and one.kind == "indirect":
            uid = meant(self.article.text[one.start : one.end], one.start, self.around(one.start))
        self.last = uid
        yield self.quotation(one, uid)

    def around(self, place: int) -> Sequence[Shown]:
        """The posts that stand near enough to a place for narration to mean them."""
        first = bisect_left(self.shown, place - NEAR, key=lambda one: one.place)
        return self.shown[first : bisect_right(self.shown, place + NEAR, key=lambda one: one.place)]

    def quotation(self, one: Saying, uid: str | None) -> Quotation:
        """The passage, exactly as the article has it."""
        text, key = self.article.text, f"{self.article.article_id}\x1f{one.start}\x1f{one.end}"
        return Quotation(
            quotation_id="q:" + hashed(key.encode())[:24],
            uid=uid,
            start=one.start,
            end=one.end,
            exact=text[one.start : one.end],
            prefix=text[max(0, one.start - CONTEXT) : one.start],
            suffix=text[one.end : one.end + CONTEXT],
            article_id=self.article.article_id,
            speaker=one.speaker,
            cue=one.cue,
            kind=one.kind,
        )

    def hash(self, start: int, end: int) -> str:
        """Hash of the bytes of a span of the article."""
        return hashed(self.article.text[start:end].encode("utf-8", "surrogatepass"))


def lost(name: str, reason: str, raw: bytes) -> Unreadable:
    """The one row of an input that holds no post."""
    return Unreadable(input_file=name, input_row=1, byte_offset=0, reason=reason, sample=sample(raw))


def article_id(text: str) -> str:
    """The id of an article: a hash of its text."""
    return "a:" + hashed(text.encode("utf-8", "surrogatepass"))[:24]


def bare(text: str) -> str:
    """A text for comparing a quoted post with an embedded one: white space folded, leading mentions and last mark aside."""
    return MENTIONS.sub("", " ".join(text.split())).rstrip(".,")
