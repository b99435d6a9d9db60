"""Posting patterns in words: what was posted when, by how many accounts, and never why."""

from dataclasses import dataclass

from hubbub.posting import PatternFinding, PatternRules
from hubbub.records import Findings, Post, Prevalence
from hubbub.write import display, inert
from hubbub.write.excerpts import Excerpt, Excerpts

EACH = 10  # patterns of each kind on the page; the findings hold more, the tables all
LONG = 120  # seconds from which a span is told in minutes
TITLES = {
    "same_text": "The same text within a short time",
    "shared_copies": "Accounts that share several copied texts",
    "young_account": "Accounts that were young when they posted",
}
NOT_PROOF = "People who agree also post alike, and many copy a song or a slogan: a pattern is not proof of anything."


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A post that shows a pattern, as a line."""

    author: str
    platform: str
    date: str
    url: str | None  # None where authors are not shown
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternView:
    """One pattern as shown."""

    sentence: str
    quotes: tuple[Excerpt, ...]
    posts: tuple[Shown, ...]
    more: int  # posts that are in the tables alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The patterns of one kind: those shown, and how many there are."""

    title: str
    anchor: str
    found: int
    views: tuple[PatternView, ...]


def kinds(findings: Findings, excerpts: Excerpts) -> tuple[Kind, ...]:
    """The kinds of which there are any."""
    listed = findings.patterns.listed
    return tuple(
        Kind(
            title=TITLES[one.kind],
            anchor=f"pattern-{place}",
            found=one.count,
            views=tuple(view(each, findings.patterns.rules, excerpts) for each in listed if each.kind == one.kind)[:EACH],
        )
        for place, one in enumerate(findings.patterns.found, 1)
    )


def view(one: PatternFinding, rules: PatternRules, excerpts: Excerpts) -> PatternView:
    """One pattern, its words and the posts that show it."""
    posts = tuple(shown(uid, excerpts) for uid in one.shown)
    return PatternView(
        sentence=sentence(one, rules), quotes=excerpts.all(one.quotations), posts=posts, more=max(one.posts - len(posts), 0)
    )


def sentence(one: PatternFinding, rules: PatternRules) -> str:
    """The fact."""
    accounts, posts = display.plural(one.accounts, "account"), display.plural(one.posts, "post")
    if one.kind == "same_text":
        more = f", {posts} in all" if one.posts > one.accounts else ""
        return f"{accounts} posted this text, or nearly the same, within {span(one.seconds or 1)}{more}."
    if one.kind == "shared_copies":
        texts = display.plural(one.texts, "text")
        return f"{accounts} posted {texts} in copies, {posts} in all; each shares at least {rules.texts} texts with one of them."
    known = f" The age of {display.plural(one.of, 'account')} is known." if one.of is not None else ""
    days = f"less than {rules.days} days after {'it was' if one.accounts == 1 else 'they were'} made"
    return f"{accounts} posted or reposted {posts} {days}.{known}"


def span(seconds: int) -> str:
    """So many seconds, or minutes rounded up."""
    return display.plural(seconds, "second") if seconds <= LONG else display.plural(-(-seconds // 60), "minute")


def shown(uid: str, excerpts: Excerpts) -> Shown:
    """A post as a line."""
    post = excerpts.account.posts.get(uid)
    method = excerpts.method
    return Shown(
        author=display.author(post, method, excerpts.order),
        platform=display.platform(post.platform if post else "unknown"),
        date=posted(post),
        url=inert.link(post.url) if post and method.authors == "handle" else None,
        uid=inert.label(uid),
    )


def posted(post: Post | None) -> str:
    """When, to the second where that is known: here seconds matter."""
    if post is not None and post.created_at is not None and post.created_precision == "exact":
        return f"{display.day(post.created_at)}, {post.created_at:%H:%M:%S} UTC"
    return display.posted(post)


def reach(findings: Findings) -> str:
    """How many posts are in patterns; empty where there is none."""
    patterns = findings.patterns
    if not patterns.posts:
        return ""
    posts = f"{display.plural(patterns.posts, 'post')} of {display.number(findings.flow.posts)}"
    stand = "shows" if patterns.posts == 1 else "show"
    return f"{posts}, by {display.plural(patterns.accounts, 'account')}, {stand} a posting pattern."


def without(prevalence: Prevalence, findings: Findings) -> str:
    """The count without the posts of patterns, where it says something else; empty where not."""
    left = prevalence.without
    if left is None:
        return ""
    here, there = display.main_count(prevalence, findings.method), display.main_count(left, findings.method)
    if here.count == there.count and display.percent(here) == display.percent(there):
        return ""
    return f"Without the posts of posting patterns: {display.bare(left, findings.method)}"
