"""Copies of the planted posts: reposts, exact and near copies, one wave of spam, and posts that are gone."""

from datetime import timedelta

from cast import SCENE, People, Planted, dice, originals, voices

REPOSTS = (21, 15, 12, 9, 7, 5, 4, 3, 3, 2, 2, 1)
NEAR = (
    lambda text: f"@gannet_madeup {text}",
    lambda text: f"{text} https://example.invalid/s/9x2",
    lambda text: f"{text} #MarrowQuay #TheLastFerry",
    lambda text: text.upper(),
    lambda text: f"{text} 😭😭",
    lambda text: f"THIS 👉 {text}",
    lambda text: text.replace(" the ", " that ", 1) + "!!",
    lambda text: text[: len(text) * 9 // 10].rsplit(" ", 1)[0] + "…",
)


def ranked(posts: list[Planted], name: str) -> list[Planted]:
    """Posts in the order of their hashes."""
    return sorted(posts, key=lambda one: dice(one.text, name))


def copied(of: Planted, kind: str, text: str, platform: str, people: People) -> Planted:
    """A copy by somebody else, up to some hours later."""
    later = timedelta(minutes=3 + dice(of.text, kind, people.count) % 420)
    return Planted(text, of.section, platform, people.new(), of.when + later, of.tags, kind, of)


def reposts(posts: list[Planted], people: People) -> list[Planted]:
    """Retweets of a dozen posts, the first far more often than the last."""
    liked = ranked([one for one in posts if one.platform == "x" and one.views and one.lang == "en"], "liked")
    pairs = zip(liked, REPOSTS, strict=False)
    return [copied(one, "repost", one.text, "x", people) for one, times in pairs for _ in range(times)]


def exact(posts: list[Planted], people: People) -> list[Planted]:
    """Twenty posts that say the very words of another, on some platform."""
    chosen = ranked([one for one in posts if one.views and len(one.text) > 30], "exact")[:20]
    return [copied(one, "exact", one.text, ("x", "youtube", "csv")[at % 3], people) for at, one in enumerate(chosen)]


def near(posts: list[Planted], people: People) -> list[Planted]:
    """Posts that repeat another with a small change; every kind of change at least twice."""
    long = [one for one in posts if one.views and " the " in one.text and 45 < len(one.text) < 200 and one.lang == "en"]
    changes = [NEAR[at % len(NEAR)] for at in range(18)]
    pairs = zip(ranked(long, "near"), changes, strict=False)
    return [
        copied(one, "near", change(one.text), ("x", "reddit", "youtube")[at % 3], people)
        for at, (one, change) in enumerate(pairs)
    ]


def spam(people: People) -> list[Planted]:
    """The same promotion by 25 accounts within an hour and a half."""
    text = next(one.text for one in voices() if one.section == "spam")
    places = ("x", "youtube", "x", "csv", "youtube")
    first = SCENE + timedelta(minutes=50)
    return [
        Planted(text, "spam", places[at % 5], people.new(), first + timedelta(minutes=at * 3, seconds=at)) for at in range(25)
    ]


def gone(people: People) -> list[Planted]:
    """Reddit comments that were deleted or removed, two that were deleted after they were collected, and a bot's notice."""
    bodies = ["[deleted]", "[removed]", "[deleted]", "[removed]", "[deleted]", "[removed]", "[ Removed by Reddit ]"]
    bodies += ["I said something I would rather not have said", "please ignore my other comment, wrong thread"]
    bodies += ["I am a bot, and this notice was posted automatically. Please mark spoilers."]
    posts = []
    for at, body in enumerate(bodies):
        who = "[deleted]" if body.startswith("[") else people.new()
        posts.append(
            Planted(body, "bot" if at == 9 else "deleted", "reddit", who, SCENE + timedelta(minutes=31 * at + 5), kind="deleted")
        )
    return posts


def everything() -> list[Planted]:
    """All posts of the collected files, in the order of time, each with its id."""
    people = People()
    posts = originals_and_copies(people)
    posts.sort(key=lambda one: (one.when, one.text, one.author or ""))
    for number, one in enumerate(posts, 1):
        one.id = identity(one, number)
    return posts


def originals_and_copies(people: People) -> list[Planted]:
    """Originals first, so that their authors do not change when copies do."""
    posts = originals(people)
    return [*posts, *reposts(posts, people), *exact(posts, people), *near(posts, people), *spam(people), *gone(people)]


def identity(one: Planted, number: int) -> str:
    """An id no platform has given out."""
    shapes = {"x": f"9{number:018d}", "youtube": f"Ugmadeup{number:05d}AaABAg", "reddit": f"zzz{number:04d}"}
    return shapes.get(one.platform, f"99{number:015d}")
