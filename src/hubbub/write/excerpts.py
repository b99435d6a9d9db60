"""Quotations as readers see them: the words re-read from the post or article, with author, platform, date and address."""

from dataclasses import dataclass

from hubbub.errors import CheckError
from hubbub.records import Article, Post, Quotation
from hubbub.write import display, inert
from hubbub.write.base import Account

CHOSEN = {"embed", "quoted_by_article"}  # where a text stands that an editor picked


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """One quotation, ready to print. `quotation.exact` is `source[start:end]`, code point for code point."""

    quotation: Quotation
    author: str
    platform: str
    date: str
    iso: str | None = None  # the date for machines, where it is exact
    url: str | None  # http or https only; None where authors are not shown, for an address names its author
    cut_before: bool
    cut_after: bool
    notes: tuple[str, ...]
    lang: str | None = None  # what it is written in, where that is known: readers aloud go by it

    @property
    def source(self) -> str:
        """Who, where and when, on one line."""
        return ", ".join(part for part in (self.author, self.platform, self.date) if part)


class Excerpts:
    """The quotations of an account by id. Raises CheckError for one that is not, letter for letter, in its source."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.method = account.findings.method
        self.quotations = {one.quotation_id: one for one in account.findings.quotations}
        self.order = authors(account)

    def get(self, quotation_id: str) -> Excerpt | None:
        """One quotation; None where the findings do not hold it."""
        quotation = self.quotations.get(quotation_id)
        if quotation is None:
            return None
        return self.of_article(quotation) if quotation.article_id else self.of_post(quotation)

    def all(self, ids: tuple[str, ...]) -> tuple[Excerpt, ...]:
        """Several, in their order."""
        return tuple(one for one in map(self.get, ids) if one)

    def articles(self) -> tuple[Excerpt, ...]:
        """Those found in articles."""
        return tuple(self.of_article(one) for one in self.quotations.values() if one.article_id)

    def of_post(self, quotation: Quotation) -> Excerpt:
        """A quotation of a post."""
        post = self.account.posts.get(quotation.uid or "")
        before, after = cuts(quotation, post.text if post else None)
        shown = post if self.method.authors == "handle" else None
        return Excerpt(
            quotation=quotation,
            author=display.author(post, self.method, self.order),
            platform=display.platform(post.platform if post else "unknown"),
            date=display.posted(post),
            iso=_iso(post),
            url=inert.link(shown.url) if shown else None,
            cut_before=before,
            cut_after=after,
            notes=_notes(post, quotation.exact),
            lang=post.lang if post else None,
        )

    def of_article(self, quotation: Quotation) -> Excerpt:
        """A quotation an article makes."""
        article = self.account.articles.get(quotation.article_id or "")
        before, after = cuts(quotation, article.text if article else None)
        return Excerpt(
            quotation=quotation,
            author=inert.label((article and article.title) or "article without a title"),
            platform="",
            date=_published(article),
            url=inert.link(article.url) if article else None,
            cut_before=before,
            cut_after=after,
            notes=_notes(None, quotation.exact),
        )


def cuts(quotation: Quotation, whole: str | None) -> tuple[bool, bool]:
    """Whether words were left out before and after. Raises CheckError where the source does not hold the quotation."""
    if whole is None:
        return bool(quotation.prefix), bool(quotation.suffix)
    if whole[quotation.start : quotation.end] != quotation.exact:
        source = quotation.article_id or quotation.uid
        raise CheckError(
            f"Quotation {quotation.quotation_id} is not what {source} says from {quotation.start} to {quotation.end}; "
            "run hubbub find again."
        )
    return bool(whole[: quotation.start].strip()), bool(whole[quotation.end :].strip())


def authors(account: Account) -> tuple[str, ...]:
    """The known authors of cited posts, in the order the findings quote them: the same in every file."""
    uids = (one.uid for one in account.findings.quotations if one.uid)
    keys = (display.author_key(account.posts.get(uid)) for uid in uids)
    return tuple(dict.fromkeys(key for key in keys if key))


def _iso(post: Post | None) -> str | None:
    if post is None or post.created_at is None or post.created_precision not in {"exact", "minute", "day"}:
        return None
    return f"{post.created_at:%Y-%m-%d}" if post.created_precision == "day" else f"{post.created_at:%Y-%m-%dT%H:%MZ}"


def _published(article: Article | None) -> str:
    return display.day(article.published_at) if article and article.published_at else "date not known"


def _notes(post: Post | None, text: str) -> tuple[str, ...]:
    flags = set(post.author_flags) if post else set()
    facts = (
        ("automated account" if "bot" in flags else ""),
        ("uploader of the video" if "uploader" in flags else ""),
        ("chosen by an article's editor" if post and post.text_origin in CHOSEN else ""),
        ("the collection holds only the beginning of this post" if post and post.truncated else ""),
        ("no longer public when collected" if post and post.moderation in display.GONE else ""),
        ("control characters are shown as symbols" if inert.altered(text) else ""),
    )
    return tuple(fact for fact in facts if fact)
