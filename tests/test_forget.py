"""A person can be removed: afterwards no byte of them is in the output folder, and the same inputs do not bring them back."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hubbub
from hubbub.engines.duckdb import DuckDB
from hubbub.records import (
    Article,
    Excluded,
    Findings,
    Input,
    Post,
    Quotation,
    Recovered,
    Unreadable,
    batch,
    schema,
)
from hubbub.screen import Takedown, honour, theirs
from hubbub.screen.removal import named
from tests.made import Row, export, rows

WORDS = "I watched it from the pier with my grandmother and we both cried at the bell"
PERSON: Row = ("777000111", "gone_person", "2026-05-02T09:00:00Z", WORDS, "en")
OTHERS: list[Row] = [
    ("777000222", "quoting_one", "2026-05-02T10:00:00Z", f"RT @gone_person: {WORDS}", "en"),
    ("777000333", "answering_one", "2026-05-02T11:00:00Z", "@gone_person the bell got me too", "en"),
]
NEEDLES = ("gone_person", "777000111", WORDS, "with my grandmother and we both cried")


def everything(out: Path) -> str:
    """Every byte of an output folder as text: files as they are, columns decoded, database pages and rows included."""
    parts = [path.read_bytes().decode("utf-8", "replace") for path in sorted(out.rglob("*")) if path.is_file()]
    parts += [str(pq.read_table(path).to_pylist()) for path in sorted(out.rglob("*.parquet"))]
    with closing(sqlite3.connect(out / "hubbub.db")) as database:
        parts += list(database.iterdump())
    return "\n".join(parts)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder with the person in it."""
    hubbub.find([export(tmp_path / "posts.csv", [*rows(), PERSON, *OTHERS])], tmp_path / "out")
    return tmp_path / "out"


@pytest.mark.parametrize("name", ["@gone_person", "gone_person", "GONE_PERSON"])
def test_no_byte_of_an_author_is_left(out: Path, name: str) -> None:
    assert all(needle in everything(out) for needle in NEEDLES)
    found = hubbub.forget(out, [name])
    assert not [needle for needle in NEEDLES if needle in everything(out)]
    assert found.flow.posts == 60
    assert [(one.name, one.count) for one in found.flow.excluded] == [("taken_down", 3)]
    assert hubbub.check(out) == []


def test_a_post_goes_with_what_carries_its_words(out: Path) -> None:
    hubbub.forget(out, ["777000111"])
    left = everything(out)
    assert WORDS not in left
    assert "777000111" not in left
    assert hubbub.check(out) == []


def test_the_same_inputs_do_not_bring_them_back(out: Path, tmp_path: Path) -> None:
    hubbub.forget(out, ["@gone_person"])
    after = (out / "findings.json").read_bytes()
    hubbub.find([tmp_path / "posts.csv"], out)
    assert not [needle for needle in NEEDLES if needle in everything(out)]
    assert (out / "findings.json").read_bytes() == after


def test_forgetting_twice_keeps_both_out(out: Path, tmp_path: Path) -> None:
    hubbub.forget(out, ["@gone_person"])
    hubbub.forget(out, ["@made_up_7"])
    hubbub.find([tmp_path / "posts.csv"], out)
    left = everything(out)
    assert "gone_person" not in left
    assert "made_up_7'" not in left
    assert hubbub.check(out) == []


def test_it_is_not_undone_by_what_ran_meanwhile(out: Path, tmp_path: Path) -> None:
    """A person is taken out while the same folder is found again, and while somebody else is taken out of it."""

    def meanwhile(stage: str, _done: int, _total: int) -> None:
        if stage == "Writing" and not (out / "takedown.json").exists():
            hubbub.forget(out, ["@gone_person"])

    with pytest.raises(hubbub.OutputError, match="was changed meanwhile by another command"):
        hubbub.find([tmp_path / "posts.csv"], out, progress=meanwhile)
    assert not [needle for needle in NEEDLES if needle in everything(out)]

    def again(stage: str, _done: int, _total: int) -> None:
        if stage == "Writing" and "made_up_45" in everything(out):
            hubbub.forget(out, ["@made_up_45"])

    with pytest.raises(hubbub.OutputError, match="was changed meanwhile by another command"):
        hubbub.forget(out, ["@made_up_47"], again)
    assert "made_up_47" in everything(out)
    assert "made_up_45" not in everything(out)
    assert hubbub.check(out) == []


def test_nobody_of_that_name(out: Path) -> None:
    before = (out / "findings.json").read_bytes()
    with pytest.raises(hubbub.UsageError, match="nobody_here"):
        hubbub.forget(out, ["nobody_here"])
    assert (out / "findings.json").read_bytes() == before


def test_not_an_output_folder(tmp_path: Path) -> None:
    with pytest.raises(hubbub.OutputError, match="not an output folder"):
        hubbub.forget(tmp_path, ["someone"])


def test_articles_are_blanked_and_keep_their_offsets(tmp_path: Path, example: Path) -> None:
    hubbub.find([example / "posts"], tmp_path / "out")
    ledger = pq.read_table(tmp_path / "out/tables/ledger.parquet").to_pylist()
    posts = {row["uid"]: row for row in pq.read_table(tmp_path / "out/tables/posts.parquet").to_pylist()}
    row = next(one for one in ledger if one["uid"] in posts and posts[one["uid"]]["author_handle"])
    hubbub.forget(tmp_path / "out", ["@" + posts[row["uid"]]["author_handle"]])
    left = everything(tmp_path / "out")
    assert posts[row["uid"]]["text"] not in left
    assert posts[row["uid"]]["author_handle"].lower() not in left.lower()
    assert hubbub.check(tmp_path / "out") == []


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=st.sets(st.integers(10, 59), min_size=1, max_size=3))
def test_whoever_it_is(tmp_path_factory: pytest.TempPathFactory, which: set[int]) -> None:
    folder = tmp_path_factory.mktemp("forget")
    posts = rows()
    hubbub.find([export(folder / "posts.csv", posts)], folder / "out")
    found = hubbub.forget(folder / "out", [posts[n][1] for n in which])
    left = everything(folder / "out")
    assert not [posts[n] for n in which if f"{posts[n][1]}'" in left or posts[n][0] in left]
    assert found.flow.posts == 60 - len(which)
    assert hubbub.check(folder / "out") == []


LONG = "Every evening that week my grandfather walked down to the made-up harbour and waited for the bell to ring twice"
ZED: Row = ("88000000000001", "zarathustra9", "2026-05-02T09:00:00Z", LONG, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Look at this https://x.example/zarathustra9/status/88000000000001",
        "I fully agree with zarathustra9 about the bell",
        "\uff20zarathustra9 said it best",
        "as in 88000000000001 above",
        LONG.upper(),
        LONG.replace(" ", "  ") + " ",
        LONG + "!",
        f"So true: {LONG}",
    ],
)
def test_others_do_not_carry_them_on(tmp_path: Path, text: str) -> None:
    other = ("88000000000002", "somebody_else", "2026-05-02T10:00:00Z", text, "en")
    hubbub.find([export(tmp_path / "posts.csv", [*rows(), ZED, other])], tmp_path / "out")
    hubbub.forget(tmp_path / "out", ["@zarathustra9"])
    left = everything(tmp_path / "out").casefold()
    assert not [one for one in ("zarathustra9", "88000000000001", "my grandfather walked") if one in left]


def test_what_others_said_stays(tmp_path: Path) -> None:
    short = ("2022", "sa", "2026-05-02T09:00:00Z", "So sad to watch", "en")
    others = [
        (f"9900000{n}", f"other_{n}", "", text, "en")
        for n, text in enumerate(["She said it in 2022", "So sad to watch", "A safe harbour"])
    ]
    hubbub.find([export(tmp_path / "posts.csv", [*rows(), short, *others])], tmp_path / "out")
    assert hubbub.forget(tmp_path / "out", ["@sa"]).flow.posts == 63


def test_a_handle_that_is_a_common_word_takes_out_nobody_who_says_the_word(tmp_path: Path) -> None:
    fan = ("880000000000010", "England", "2026-05-02T09:00:00Z", "Rowed out to the lighthouse before the bell rang", "en")
    texts = ["England rowed badly that night", "@England where were you", "see https://x.example/england/status/1", "england"]
    others = [(f"9900000{n}", f"other_{n}", "", text, "en") for n, text in enumerate(texts)]
    page = "<article><h1>England rows</h1><p>England rowed badly, said all who were on the pier that night.</p></article>"
    (tmp_path / "page.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    hubbub.find([export(tmp_path / "posts.csv", [*rows(), fan, *others]), tmp_path / "page.html"], tmp_path / "out")
    assert hubbub.forget(tmp_path / "out", ["@England"]).flow.posts == 62
    assert "England rowed badly, said all" in everything(tmp_path / "out")
    assert hubbub.check(tmp_path / "out") == []


def test_file_names_and_the_moment_do_not_name_them(tmp_path: Path) -> None:
    (tmp_path / "moment.toml").write_text('title = "What zarathustra9 said"')
    source = export(tmp_path / "zarathustra9_export.csv", [*rows(), ZED])
    for _ in range(2):
        hubbub.find([source], tmp_path / "out", hubbub.Options(about=tmp_path / "moment.toml"))
        if not (tmp_path / "out/takedown.json").exists():
            hubbub.forget(tmp_path / "out", ["zarathustra9"])
        assert "zarathustra9" not in everything(tmp_path / "out")
        assert hubbub.check(tmp_path / "out") == []


def test_whose_posts_were_all_excluded_can_be_forgotten(tmp_path: Path) -> None:
    advert = ("88000000000003", "advertiser_77", "", "Buy these oars #ad", "en")
    hubbub.find([export(tmp_path / "posts.csv", [*rows(), advert])], tmp_path / "out")
    hubbub.forget(tmp_path / "out", ["@advertiser_77"])
    assert "advertiser_77" not in everything(tmp_path / "out")


def test_a_damaged_takedown_is_a_sentence(out: Path, tmp_path: Path) -> None:
    hubbub.forget(out, ["@gone_person"])
    (out / "takedown.json").write_text("{}")
    with pytest.raises(hubbub.OutputError, match="damaged"):
        hubbub.find([tmp_path / "posts.csv"], out)


SAID = "I can't believe they didn't keep the harbour bell, after all these years of sooo much waiting!"
PRINTED = f"""<html><body><article><h1>The bell</h1>
<p>\u201c{SAID}\u201d wrote one viewer.</p>
<blockquote>{SAID.upper().replace(",", "").replace("!", "").replace("SOOO", "SOO")}</blockquote>
<p>She said: {SAID.replace("bell,", "bell https://made.up/x").replace("sooo", "sooooo")}</p>
<p>Nobody else spoke of the harbour bell.</p></article></body></html>"""


def test_articles_lose_their_words_however_they_are_printed(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PRINTED.replace("'", "\u2019"), "utf-8")
    theirs = ("88000000000009", "waiting_77", "", SAID, "en")
    hubbub.find([export(tmp_path / "posts.csv", [*rows(), theirs]), tmp_path / "page.html"], tmp_path / "out")
    assert everything(tmp_path / "out").lower().count("harbour bell") > 3
    hubbub.forget(tmp_path / "out", ["@waiting_77"])
    left = everything(tmp_path / "out").lower()
    assert "keep the harbour bell" not in left
    assert "nobody else spoke of the harbour bell" in left
    assert hubbub.check(tmp_path / "out") == []


def test_links_do_not_lead_to_them(tmp_path: Path) -> None:
    page = """<html><head><link rel="canonical" href="https://news.made.up/2026/zarathustra9-and-others-react"></head>
    <body><article><h1>The bell</h1><p>Some people wrote of the bell, and of the pier it stands on.</p></article></body></html>"""
    (tmp_path / "page.html").write_text(page)
    under = [("https://www.facebook.com/zarathustra9/posts/777000111", text) for *_, text, _ in rows(12)]
    lines = [f"{n}\tother_{n}\t{text}\t{url}?comment_id={n}" for n, (url, text) in enumerate(under)]
    (tmp_path / "comments.tsv").write_text("\n".join(["id\tusername\ttext\turl", *lines]))
    given = [export(tmp_path / "posts.csv", [*rows(), ZED]), tmp_path / "page.html", tmp_path / "comments.tsv"]
    hubbub.find(given, tmp_path / "out")
    before = everything(tmp_path / "out")
    assert all(one in before for one in ("zarathustra9-and-others", "facebook.com/zarathustra9/"))
    assert hubbub.forget(tmp_path / "out", ["zarathustra9"]).flow.posts == 72
    assert "zarathustra9" not in everything(tmp_path / "out")
    assert hubbub.check(tmp_path / "out") == []


def test_files_named_after_two_people_stay_two(tmp_path: Path) -> None:
    names = ("gull_4711", "quay_4712")
    for n, name in enumerate(names):
        post = (f"8800000000001{n}", name, "", f"The ferry was late for the {n + 3}th time this week", "en")
        export(tmp_path / f"{name}.csv", [post] * (n + 1))
    given = [export(tmp_path / "posts.csv", rows()), *(tmp_path / f"{name}.csv" for name in names)]
    for _ in range(2):
        hubbub.find(given, tmp_path / "out")
        if not (tmp_path / "out/takedown.json").exists():
            hubbub.forget(tmp_path / "out", [f"@{name}" for name in names])
        assert not any(name in everything(tmp_path / "out") for name in names)
        assert hubbub.check(tmp_path / "out") == []
        inputs = {one["input_file"]: one["rows"] for one in pq.read_table(tmp_path / "out/tables/inputs.parquet").to_pylist()}
        assert inputs == {"posts.csv": 60, "\u2588.csv": 1, "\u2588 (2).csv": 2}


def left_of(tmp_path: Path, people: list[Row], *names: str) -> Findings:
    """What is left when somebody is taken out of some more posts."""
    hubbub.find([export(tmp_path / "posts.csv", [*rows(), *people])], tmp_path / "out")
    found = hubbub.forget(tmp_path / "out", list(names))
    assert hubbub.check(tmp_path / "out") == []
    return found


def test_who_only_repeated_somebody_takes_nobody_along(tmp_path: Path) -> None:
    first: Row = ("8800001", "first_one", "2026-05-02T08:00:00Z", WORDS, "en")
    repost: Row = ("8800002", "reposting_one", "2026-05-02T09:00:00Z", f"RT @first_one: {WORDS}", "en")
    pasted: Row = ("8800003", "pasting_one", "2026-05-02T10:00:00Z", WORDS, "en")
    assert left_of(tmp_path, [first, repost, pasted], "@reposting_one", "@pasting_one").flow.posts == 61
    assert WORDS in everything(tmp_path / "out")
    assert not [one for one in ("reposting_one", "pasting_one") if one in everything(tmp_path / "out")]


def test_who_goes_is_gone_under_every_key(tmp_path: Path) -> None:
    """An export knows the author by an id, a page by the handle alone."""
    lines = [
        {"id": str(n), "author": "Jane D.", "author_id": "4477001", "username": "jd_at_sea", "text": f"Wave number {n}"}
        for n in range(2)
    ]
    engine = DuckDB(tmp_path / "engine")
    posts = [
        Post(
            uid=f"x:{n}",
            platform="x",
            author_key=key,
            author_handle="jd_at_sea",
            text=line["text"],
            text_origin="text",
            input_file="a",
            input_row=n,
            input_sha256="",
        )
        for (n, line), key in zip(enumerate(lines), ("x:4477001", "x:@jd_at_sea"), strict=True)
    ]
    with engine.sink({"stored_posts": schema(Post), "stored_excluded": schema(Excluded)}) as sink:
        sink.append("stored_posts", batch(Post, posts))
    assert theirs(engine, ["x:4477001"]) == ["x:4477001", "x:@jd_at_sea"]
    assert theirs(engine, ["x:@jd_at_sea"]) == ["x:@jd_at_sea", "x:4477001"]
    assert set(theirs(engine, ["@jd_at_sea"])) == {"x:4477001", "x:@jd_at_sea"}
    engine.close()


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("@sam.", False),
        ("u/sam.", False),
        ("https://x.com/sam/status/1", False),
        ("https://t.me/sam", False),
        ("@sam.smith and @sam-jones are others", True),
        ("pam/sam, whoever", True),
        ("https://news.example/sam/", True),
    ],
)
def test_short_handles_of_others_are_not_theirs(text: str, stays: bool) -> None:
    assert named([removed_row("sam")], frozenset()).carried(text) != stays


def removed_row(handle: str, **others: object) -> dict[str, object]:
    """A row of what is removed."""
    row = {"uid": "x:1", "whole_author": True, "author_key": f"x:@{handle}", "author_handle": handle, "author_name": None}
    return row | {"post_id": None, "url": None, "text": "", "created_at": None, "own": True} | others


def test_file_names_lose_every_name(tmp_path: Path) -> None:
    gone = named([removed_row("aoc", author_name="Jane Q. Doe", post_id="777000111", text=WORDS)], frozenset())
    for name in ("aoc.json", "my_aoc_posts.json", "777000111.json", f"Jane_Q._Doe on X_ {WORDS}.html"):
        left = gone.unnamed(name)
        assert len(left) <= len(name)
        assert not [one for one in ("aoc", "777000111", "Jane", "Doe", WORDS) if one in left]
    assert gone.unnamed("aocean.json") == "aocean.json"


def test_an_address_that_others_share_is_nobodys_name(tmp_path: Path) -> None:
    video = "https://video.example/watch/1"
    lines = [
        f"{n},commenter_{n},2026-05-02T09:00:0{n}Z,{text},{video}"
        for n, text in enumerate(("What a bell that was", "I heard it from the far pier", f"People go and see {video} now"))
    ]
    (tmp_path / "more.csv").write_text("\n".join(["id,username,created_at,text,url", *lines]), encoding="utf-8")
    hubbub.find([export(tmp_path / "posts.csv", rows()), tmp_path / "more.csv"], tmp_path / "out")
    assert hubbub.forget(tmp_path / "out", ["@commenter_0"]).flow.posts == 62
    assert everything(tmp_path / "out").count(video)
    assert "commenter_0" not in everything(tmp_path / "out")


def test_links_to_what_is_not_here_go_too(tmp_path: Path) -> None:
    engine = DuckDB(tmp_path / "engine")
    hers = "bluesky:at://did:plc:jane12345/p/zz"  # not collected
    posts = [
        skeet("at://did:plc:jane12345/p/a", "did:plc:jane12345", "Hers"),
        skeet("b", "bob", "Hers, too, and never collected", repost=hers),
        skeet("c", "carl", "I answer", parent=hers),
    ]
    tables = {"posts": Post, "excluded": Excluded, "unreadable": Unreadable, "articles": Article, "ledger": Recovered}
    tables |= {"passages": Quotation, "raw_inputs": Input}
    with engine.sink({name: schema(one) for name, one in tables.items()}) as sink:
        sink.append("posts", batch(Post, posts))
    honour(engine, Takedown().adding(["bluesky:did:plc:jane12345"]))
    assert engine.rows("SELECT uid, parent_uid FROM posts").to_pylist() == [{"uid": "bluesky:c", "parent_uid": None}]
    engine.close()


def skeet(uid: str, author: str, text: str, repost: str | None = None, parent: str | None = None) -> Post:
    """A post of Bluesky."""
    return Post(
        uid=f"bluesky:{uid}",
        platform="bluesky",
        author_key=f"bluesky:{author}",
        text=text,
        text_origin="text",
        repost_of=repost,
        parent_uid=parent,
        input_file="a",
        input_row=1,
        input_sha256="",
    )


def test_an_author_of_whom_all_was_left_out_is_not_named_by_others(tmp_path: Path) -> None:
    advert: Row = (
        "8800010",
        "advertiser_77",
        "2026-05-02T09:00:00Z",
        "¡Compren ya nuestros faros, la mejor oferta del año!",
        "es",
    )
    other: Row = ("8800011", "buyer_1", "2026-05-02T10:00:00Z", "Never buy a lamp from @advertiser_77 again", "en")
    options = hubbub.Options(languages=("en",))
    hubbub.find([export(tmp_path / "posts.csv", [*rows(), advert, other])], tmp_path / "out", options)
    hubbub.forget(tmp_path / "out", ["@advertiser_77"])
    assert "advertiser_77" not in everything(tmp_path / "out")
