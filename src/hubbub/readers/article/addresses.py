"""The address of a post, whoever writes it: platform, id, handle. Post pages, embed frames, plugins, short links, archives."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

import regex

LONGEST = 2000
ARCHIVED = regex.compile(r"^(?:https?:)?//web\.archive\.org/web/\d{4,14}\w{0,4}/", regex.I)
START = r"^(?:https?:)?//(?:[a-z0-9-]{1,20}\.){0,2}"
Match = regex.Match[str]


@dataclass(frozen=True, slots=True)
class Address:
    """Where a post stands. `post_id` None: the address does not hold it."""

    platform: str
    post_id: str | None
    url: str
    handle: str | None = None


def group(found: Match, name: str) -> str | None:
    """A named part of a match, where the pattern has one."""
    return found.groupdict().get(name)


def x(found: Match) -> Address:
    """X: the handle is in the address, but for `i/web` and its like."""
    who = group(found, "who")
    handle = who if who and "/" not in who and who.lower() not in {"i", "anyuser", "statuses"} else None
    return Address("x", found["id"], found[0], handle)


def instagram(found: Match) -> Address:
    """Instagram: posts, reels and long videos share their codes."""
    return Address("instagram", found["id"], f"https://www.instagram.com/{found['kind']}/{found['id']}/", group(found, "who"))


def tiktok(found: Match) -> Address:
    """TikTok videos and photo posts."""
    return Address("tiktok", found["id"], found[0], group(found, "who"))


def bluesky(found: Match) -> Address:
    """Bluesky: the id is the post's at-uri, by account id where the address has that, else by handle."""
    who, key = found["who"], found["id"]
    handle = None if who.startswith("did:") else who
    return Address("bluesky", f"at://{who}/app.bsky.feed.post/{key}", f"https://bsky.app/profile/{who}/post/{key}", handle)


def mastodon(found: Match) -> Address:
    """Mastodon: the id is the uri its own server gives a post; of a post shown by another server only the address is known."""
    host, (name, _, server) = found["host"].lower(), found["who"].partition("@")
    uri = found[0] if server else f"https://{host}/users/{name}/statuses/{found['id']}"
    return Address("mastodon", uri, found[0], f"{name}@{server.lower() or host}")


def threads(found: Match) -> Address:
    """Threads posts."""
    return Address("threads", found["id"], found[0], group(found, "who"))


def reddit(found: Match) -> Address:
    """Reddit: a comment where the address goes that far, else a submission."""
    comment = group(found, "comment")
    url = f"https://www.reddit.com{found['path']}" if group(found, "path") else found[0]
    return Address("reddit", f"t1_{comment}" if comment else f"t3_{found['id']}", url)


def youtube(found: Match) -> Address:
    """YouTube videos."""
    return Address("youtube", found["id"], f"https://www.youtube.com/watch?v={found['id']}")


def facebook(found: Match) -> Address:
    """Facebook posts, photos and videos; the page's name in the address is its handle."""
    who = group(found, "who")
    handle = who if who and not who.isdigit() and who.lower() not in {"groups", "watch", "story.php"} else None
    return Address("facebook", group(found, "id"), found[0], handle)


def pattern(text: str) -> "regex.Pattern[str]":
    """A pattern of addresses."""
    return regex.compile(START + text, regex.I)


KNOWN: tuple[tuple["regex.Pattern[str]", Callable[[Match], Address]], ...] = (
    (pattern(r"(?:twitter|x)\.com/(?:#!/)?(?P<who>\w{1,30}|i/web)/status(?:es)?/(?P<id>\d{1,20})"), x),
    (regex.compile(r"^(?:https?:)?//platform\.(?:twitter|x)\.com/embed/[^#]{0,900}?[?&;]id=(?P<id>\d{1,20})", regex.I), x),
    (pattern(r"instagram\.com/(?:(?P<who>[\w.]{1,40})/)?(?P<kind>p|reel|reels|tv)/(?P<id>[\w-]{5,40})"), instagram),
    (pattern(r"tiktok\.com/@(?P<who>[\w.]{1,40})/(?:video|photo)/(?P<id>\d{5,25})"), tiktok),
    (pattern(r"tiktok\.com/(?:embed|player)/(?:v\d/)?(?P<id>\d{5,25})"), tiktok),
    (pattern(r"bsky\.app/profile/(?P<who>[\w.:-]{3,260})/post/(?P<id>[\w.~-]{3,40})"), bluesky),
    (pattern(r"bsky\.app/embed/(?P<who>[\w.:-]{3,260})/app\.bsky\.feed\.post/(?P<id>[\w.~-]{3,40})"), bluesky),
    (regex.compile(r"^at://(?P<who>[\w.:-]{3,260})/app\.bsky\.feed\.post/(?P<id>[\w.~-]{3,40})", regex.I), bluesky),
    (pattern(r"threads\.(?:net|com)/@(?P<who>[\w.]{1,40})/post/(?P<id>[\w-]{5,40})"), threads),
    (pattern(r"threads\.(?:net|com)/t/(?P<id>[\w-]{5,40})"), threads),
    (
        pattern(
            r"reddit(?:media)?\.com(?P<path>/(?:r|user|u)/[\w-]{1,60}/comments/(?P<id>\w{2,12})(?:/[^/?#]{0,200}(?:/(?P<comment>\w{2,12}))?)?)"
        ),
        reddit,
    ),
    (pattern(r"reddit\.com/comments/(?P<id>\w{2,12})"), reddit),
    (pattern(r"redd\.it/(?P<id>\w{4,12})$"), reddit),
    (
        pattern(r"youtube(?:-nocookie)?\.com/(?:embed|v|shorts|live)/(?!videoseries|live_stream)(?P<id>[\w-]{11})(?![\w-])"),
        youtube,
    ),
    (pattern(r"youtube(?:-nocookie)?\.com/watch/?\?(?:[^#\s]{0,300}?&)?v=(?P<id>[\w-]{11})(?![\w-])"), youtube),
    (pattern(r"youtu\.be/(?P<id>[\w-]{11})(?![\w-])"), youtube),
    (pattern(r"facebook\.com/(?P<who>groups)/[\w.-]{1,80}/(?:posts|permalink)/(?P<id>\w{5,90})"), facebook),
    (
        pattern(
            r"facebook\.com/(?P<who>[\w.%-]{1,90})/(?:posts|videos|photos|reel)/(?:[^?#\s]{0,150}/)?(?P<id>(?:pfbid)?\w{5,90})"
        ),
        facebook,
    ),
    (pattern(r"facebook\.com/reel/(?P<id>\d{5,25})"), facebook),
    (
        pattern(r"facebook\.com/(?:watch/?|photo(?:\.php)?/?|video\.php)\?(?:[^#\s]{0,300}?&)?(?:v|fbid)=(?P<id>\d{5,25})"),
        facebook,
    ),
    (pattern(r"facebook\.com/(?:permalink|story)\.php\?(?:[^#\s]{0,300}?&)?story_fbid=(?P<id>\w{5,90})"), facebook),
    (pattern(r"fb\.watch/(?P<id>[\w-]{5,20})"), facebook),
    (
        regex.compile(
            r"^https?://(?P<host>[\w.-]{3,80}\.[a-z]{2,20})/(?:web/|deck/)?@(?P<who>\w{1,60}(?:@[\w.-]{3,80})?)/(?P<id>\d{5,25})",
            regex.I,
        ),
        mastodon,
    ),
    (
        regex.compile(
            r"^https?://(?P<host>[\w.-]{3,80}\.[a-z]{2,20})/users/(?P<who>\w{1,60})/statuses/(?P<id>\d{5,25})", regex.I
        ),
        mastodon,
    ),
)
CARRYING = frozenset({"href", "url", "src", "u"})


def address(text: str | None) -> Address | None:
    """The post at an address; None when it is no post's."""
    plain = ARCHIVED.sub("", (text or "").strip()[:LONGEST])
    for shape, read in KNOWN:
        found = shape.match(plain)
        if found:
            return read(found)
    return None


def framed(text: str | None) -> Address | None:
    """The post that a frame shows: the address itself, or one it carries as a parameter, as plugins and card servers do."""
    plain = ARCHIVED.sub("", (text or "").strip()[:LONGEST])
    carried = parameters(plain)
    return next((found for one in [*carried, plain] if (found := address(one))), None)


def parameters(text: str) -> list[str]:
    """Addresses that an address carries."""
    try:
        pairs = parse_qsl(urlsplit(text).query)
    except ValueError:
        return []
    return [unquote(value) if "%3a" in value.lower() else value for name, value in pairs if name in CARRYING]
