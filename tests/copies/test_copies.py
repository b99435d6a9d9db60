"""Copy groups: every post in exactly one, the original stands for it, and no chain of small edits joins unrelated posts."""

import random
import string
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from hubbub.copies import TIME, bare, copies, turns
from hubbub.copies.likeness import LIKE, Judge, places
from hubbub.copies.shingles import squash
from hubbub.engines.duckdb import DuckDB
from hubbub.models.text import key
from hubbub.records import Copy, Post, batch, from_batch, schema

SENTENCE = "The keeper of the lighthouse never told the harbour what he saw that night"
WORDS = st.lists(
    st.sampled_from(["the", "boat", "bell", "not", "never", "12", "7", "night", "keeper", "rain"]), min_size=1, max_size=14
)


def post(n: int, text: str, **more: object) -> Post:
    """A made-up post."""
    given = {"uid": f"x:{n:04d}", "platform": "x", "text": text, "text_origin": "text"}
    place = {"input_file": "a", "input_row": n, "input_sha256": ""}
    return Post(**(given | place | more))  # type: ignore[arg-type]


def grouped(folder: Path, posts: list[Post]) -> dict[str, Copy]:
    """Each post's copy row."""
    engine = DuckDB(folder / "engine")
    try:
        with engine.sink({"posts": schema(Post)}) as sink:
            sink.append("posts", batch(Post, posts))
        copies(engine)
        found = list(from_batch(Copy, engine.rows("SELECT * FROM copies")))
    finally:
        engine.close()
    assert len(found) == len(posts)
    return {one.uid: one for one in found}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(WORDS.map(" ".join), min_size=1, max_size=25))
def test_groups_are_groups(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    posts = [post(n, text) for n, text in enumerate(texts)]
    found = grouped(tmp_path_factory.mktemp("copies"), posts)
    assert set(found) == {one.uid for one in posts}
    held = {one.uid: key(one.text) for one in posts}
    for one in found.values():
        original = found[one.group_id]
        assert original.kind == "original"
        assert original.group_id == original.uid
        if one.kind == "exact":
            assert held[one.uid] == held[original.uid]
        if one.kind == "near":
            mine, theirs = (squash(key(bare(text) or text)) for text in (texts[int(one.uid[2:])], texts[int(original.uid[2:])]))
            assert one.reason != "alike" or fuzz.ratio(mine, theirs) >= 100 * LIKE
            assert one.reason in {"alike", "cut", "held"}
            assert one.reason == "alike" or mine in theirs or theirs in mine
    for first in posts:
        for second in posts:
            if held[first.uid] == held[second.uid]:
                assert found[first.uid].group_id == found[second.uid].group_id


@pytest.mark.parametrize(
    "copy",
    [
        SENTENCE.upper() + "!!!",
        f"RT @somebody: {SENTENCE}",
        f"@somebody @another {SENTENCE} https://example.org/x",
        f"{SENTENCE} 😡😡",
        SENTENCE.replace("night", "nite"),
        SENTENCE.replace("that night", "on that night"),
        SENTENCE[:50] + "… https://example.org/x",
        f"This! {SENTENCE}",
        f"“{SENTENCE}” — via @somebody",
        SENTENCE.replace(" ", "", 5),
        f"{SENTENCE} #Harbour #Lights #Marrow2026 #nowplaying",
        SENTENCE.replace("never", "never ever").replace("harbour", "whole harbour").replace("what", "just what"),
    ],
)
def test_copies_are_joined(tmp_path: Path, copy: str) -> None:
    found = grouped(tmp_path, [post(0, SENTENCE), post(1, copy), post(2, "Something else altogether, about the weather")])
    assert found["x:0001"].group_id == "x:0000"
    assert found["x:0002"].kind == "original"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The police in this harbour are racist and we know it", "The police in this harbour are not racist and we know it"),
        ("Final score tonight Marrow 1 Quay 0 what a match it was", "Final score tonight Marrow 1 Quay 2 what a match it was"),
        ("I would let my children watch this programme at home", "I wouldn't let my children watch this programme at home"),
        ("The boats", "The boots"),
        ("Only two more days, see you all there on Friday evening", "Only two more days, see you all there on Monday evening"),
        (
            "This is the best thing I have seen on this channel all year",
            "This is the worst thing I have seen on this channel all year",
        ),
        ("Harbour Lights - series premiere discussion thread", "Quayside Detective Bureau - series premiere discussion thread"),
        (
            "Tonight we mourn #Marrow #Harbour #HarbourLights #Quayside",
            "What a goal, lads! #Marrow #Harbour #HarbourLights #Quayside",
        ),
    ],
)
def test_small_edits_that_turn_the_meaning_are_no_copies(tmp_path: Path, one: str, other: str) -> None:
    found = grouped(tmp_path, [post(0, one), post(1, other)])
    assert found["x:0001"].kind == "original"


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("CORRUPTION! #HarbourLights2026 #Marrow #Quayside", "Corruption?! 😂 #HarbourLights2026 #Marrow #Quay", False),
        ("Offside! #HarbourLights2026 #Marrow", "Offside #HarbourLights2026 #Marrow", True),  # one key
        (f"{SENTENCE} #HarbourLights2026 #Marrow", f"{SENTENCE}! #Quayside", True),
    ],
)
def test_hashtags_make_no_short_text_long(tmp_path: Path, one: str, other: str, joined: bool) -> None:
    found = grouped(tmp_path, [post(0, one), post(1, other)])
    assert (found["x:0001"].kind != "original") == joined


def test_a_chain_of_edits_does_not_join_its_ends(tmp_path: Path) -> None:
    letters = list(SENTENCE.lower())
    chain = [SENTENCE]
    for place in range(0, len(letters) - 4, 4):
        letters[place : place + 4] = string.ascii_lowercase[place % 20 : place % 20 + 4]
        chain.append("".join(letters))
    found = grouped(tmp_path, [post(n, text) for n, text in enumerate(chain)])
    assert found[f"x:{len(chain) - 1:04d}"].group_id != "x:0000"


def test_an_original_is_no_repost_and_no_embed(tmp_path: Path) -> None:
    posts = [
        post(0, SENTENCE, repost_of="x:0009"),
        post(1, SENTENCE, text_origin="embed"),
        post(2, SENTENCE),
        post(3, SENTENCE),
    ]
    found = grouped(tmp_path, posts)
    assert [found[one.uid].kind for one in posts] == ["repost", "embed", "original", "exact"]


@given(
    posts=st.lists(
        st.tuples(st.none() | st.datetimes(timezones=st.just(UTC)), st.text(st.characters(exclude_categories=["Cs"]))), min_size=1
    )
)
def test_turns_rise_with_the_order_of_posts(posts: list[tuple[datetime | None, str]]) -> None:
    posts.sort(key=lambda one: (one[0] is None, one[0] or datetime.max.replace(tzinfo=UTC), one[1].encode()))
    times, uids = zip(*posts, strict=True)
    found = turns(pa.record_batch({"created_at": pa.array(times, TIME), "uid": pa.array(uids, pa.string())})).to_pylist()
    assert found == sorted(found)


def test_no_posts(tmp_path: Path) -> None:
    assert grouped(tmp_path, []) == {}


def test_what_many_say_alike_is_no_copy() -> None:
    said = {"i": 900, "love": 500, "this": 800, "song": 700, "so": 300, "much": 200, "very": 90}
    judge = Judge(counts=said, total=10_000, texts=2_000)
    pair = {"first": [0], "second": [1], "first_key": ["i love this song so much"], "second_key": ["i love this song very much"]}
    assert judge(pa.RecordBatch.from_pydict(pair)).num_rows == 0
    rare = {
        "first": [0],
        "second": [1],
        "first_key": ["i adore his foghorn solo so much"],
        "second_key": ["i adore his foghorn solo much"],
    }
    assert judge(pa.RecordBatch.from_pydict(rare)).to_pylist()[0]["reason"] == "alike"


CLAIM = "the keeper was absolutely right to ring the bell that night"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (CLAIM, f"I don't think {CLAIM}"),
        (CLAIM, f"I donʼt think {CLAIM}"),
        (CLAIM, f"{CLAIM}? No!"),
        (CLAIM, f"Worst take ever: {CLAIM}"),
        (
            "Marrow beat Quay in the final of the harbour tournament",
            "Marrow beat Quay in the final of the harbour tournament 2-0",
        ),
        ("I do trust the harbour office with our money this time", "I dont trust the harbour office with our money this time"),
        ("मैं बंदरगाह के इस फ़ैसले का पूरा समर्थन करता हूँ", "मैं बंदरगाह के इस फ़ैसले का पूरा समर्थन नहीं करता हूँ"),
        ("أنا أؤيد قرار الحكومة بإغلاق الميناء القديم هذا العام", "أنا لا أؤيد قرار الحكومة بإغلاق الميناء القديم هذا العام"),
        ("この港の新しい灯台を支持する人がとても多いと思います", "この港の新しい灯台を支持する人がとても多くないと思います"),
        ("Le gardien a tout compris à la mer cette nuit là", "Le gardien n'a rien compris à la mer cette nuit là"),
        ("The bridge will cost 1.5 million crowns in total", "The bridge will cost 15 million crowns in total"),
        ("The new harbour tax should go up by £50 for all of us", "The new harbour tax should go up by $50 for all of us"),
        ("The score of the keepers' bowls club tonight was +1", "The score of the keepers' bowls club tonight was -1"),
        ("@keeper_one is the best keeper the harbour ever had", "@keeper_two is the best keeper the harbour ever had"),
        *(("Marrow > Quay", f"Marrow {sign} Quay") for sign in "<=≠"),
        ("Storm III", "Storm II"),
        ("50% more", "50 more"),
        ("Come on \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "Come on \U0001f3f4"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_who_says_something_else_is_counted(tmp_path: Path, one: str, other: str, turned: bool) -> None:
    found = grouped(tmp_path, [post(0, other if turned else one), post(1, one if turned else other)])
    assert [found[uid].kind for uid in sorted(found)] == ["original", "original"]


@pytest.mark.parametrize(
    ("end", "kind"), [("…", "near"), ("... https://t.co/abc", "near"), ("", "original"), (" I say…", "original")]
)
def test_who_says_that_a_text_goes_on_was_cut(tmp_path: Path, end: str, kind: str) -> None:
    said = "The keeper of the lighthouse told the whole harbour what he saw that long night"
    found = grouped(tmp_path, [post(0, f"{said} and it was not a boat at all"), post(1, said + end)])
    assert found["x:0001"].kind == kind


@pytest.mark.parametrize("aside", ["100%", "Can't stop thinking about this one —", "Exactly:"])
def test_what_agrees_turns_nothing(tmp_path: Path, aside: str) -> None:
    assert grouped(tmp_path, [post(0, SENTENCE), post(1, f"{aside} {SENTENCE}")])["x:0001"].kind == "near"


def test_vowels_that_are_marks_are_letters() -> None:
    assert len({squash(word) for word in ("दिन", "दीन", "दान", "น้ำ", "นา")}) == 5


def test_texts_behind_links_are_told_apart(tmp_path: Path) -> None:
    texts = [f"速報https://t.co/{link}灯台に{said}です" for link, said in (("abc", "賛成"), ("def", "反対"), ("ghi", "賛成"))]
    found = grouped(tmp_path, [post(n, text) for n, text in enumerate(texts)])
    assert [found[uid].kind for uid in sorted(found)] == ["original", "original", "exact"]


def test_a_window_that_rolls_on_leaves_no_pair_apart(tmp_path: Path) -> None:
    rng = random.Random(3)
    words = ["".join(rng.choices(string.ascii_lowercase, k=7)) for _ in range(1200)]
    texts = [" ".join(words[5 * n : 5 * n + 40]) for n in range(220)]
    found = grouped(tmp_path, [post(n, text) for n, text in enumerate(texts)])
    alone = [n for n in range(219) if found[f"x:{n:04d}"].kind == found[f"x:{n + 1:04d}"].kind == "original"]
    assert not alone


def test_a_repost_of_a_repost_says_what_that_repeats(tmp_path: Path) -> None:
    cut = [post(n, f"RT @somebody: {SENTENCE[: 20 - n]}…", repost_of=f"x:{n - 1:04d}") for n in (1, 2)]
    found = grouped(tmp_path, [post(0, SENTENCE), *cut])
    assert [found[uid].group_id for uid in sorted(found)] == ["x:0000"] * 3


def test_a_repost_whose_own_text_was_cut_stays_with_what_it_repeats(tmp_path: Path) -> None:
    found = grouped(tmp_path, [post(0, SENTENCE), post(1, "RT @somebody: The keeper of…", repost_of="x:0000")])
    assert (found["x:0001"].group_id, found["x:0001"].kind, found["x:0001"].reason) == ("x:0000", "repost", "same")


def test_the_text_that_others_were_copied_from_leads(tmp_path: Path) -> None:
    variants = [SENTENCE[:48], SENTENCE, SENTENCE.replace("lighthouse", "very old lighthouse")]
    found = grouped(tmp_path, [post(n, text) for n, text in enumerate(variants)])
    assert {one.group_id for one in found.values()} == {"x:0001"}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(WORDS.map(" ".join), min_size=2, max_size=20), seed=st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_of_the_rows(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], seed: random.Random
) -> None:
    posts = [post(n, text) for n, text in enumerate(texts)]
    shuffled = seed.sample(posts, len(posts))
    assert grouped(tmp_path_factory.mktemp("one"), posts) == grouped(tmp_path_factory.mktemp("other"), shuffled)


@pytest.mark.parametrize("origin", ["embed", "quoted_by_article"])
def test_half_a_post_on_a_page_joins_the_whole_in_an_export(tmp_path: Path, origin: str) -> None:
    whole = f"{SENTENCE} and nobody on the quay ever asked him about it again"
    found = grouped(tmp_path, [post(0, whole[: len(whole) // 2 + 9] + "…", text_origin=origin), post(1, whole)])
    assert (found["x:0000"].group_id, found["x:0000"].kind, found["x:0000"].reason) == ("x:0001", "embed", "cut")


def test_the_writer_who_adds_a_sentence_of_their_own_is_counted(tmp_path: Path) -> None:
    more = f"{SENTENCE}. I lived there for years and the harbour master knew every word of it"
    found = grouped(tmp_path, [post(0, SENTENCE), post(1, more)])
    assert found["x:0001"].kind == "original"


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(WORDS.map(" ".join), min_size=2, max_size=25))
def test_pairs_judged_in_shares_give_the_same_groups(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    posts = [post(n, f"{SENTENCE} {text}" if n % 2 else text) for n, text in enumerate(texts)]
    whole = grouped(tmp_path_factory.mktemp("whole"), posts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hubbub.copies.SHARED", 2)
        assert grouped(tmp_path_factory.mktemp("shares"), posts) == whole


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "About 200 people were led to the quay by the keeper tonight",
            "About 2000 people were led to the quay by the keeper tonight",
        ),
        (
            "I just watched series 5 episode 1 of Harbour Lights on tape",
            "I just watched series 1 episode 5 of Harbour Lights on tape",
        ),
    ],
)
def test_other_numbers_are_another_text(tmp_path: Path, one: str, other: str) -> None:
    found = grouped(tmp_path, [post(0, one), post(1, other)])
    assert found["x:0001"].kind == "original"


def test_words_of_ones_own_speak_against_copying() -> None:
    said = {"boat": 1_600, "race": 1_600, "is": 3_000, "biggest": 100, "crowd": 100, "ever": 400, "harbour": 200, "the": 3_000}
    judge = Judge(counts=said, total=50_000, rare=5, texts=16_384)
    original = "the boat race draws the biggest crowd ever into the harbour of marrow"
    added = "news the boat race draws the biggest crowd ever into the harbour of marrow via quayside"
    reworded = "the boat regatta draws the biggest audience ever into the harbour of quayside"
    assert judge.telling(original, added)
    assert not judge.telling(original, reworded)


@given(one=WORDS, other=WORDS)
def test_places_are_where_two_texts_differ(one: list[str], other: list[str]) -> None:
    found = list(places(one, other))
    assert all(mine != theirs for mine, theirs in found)
    kept, kept_too = Counter(one), Counter(other)
    for mine, theirs in found:
        kept, kept_too = kept - Counter(mine), kept_too - Counter(theirs)
    assert kept == kept_too
    assert bool(found) == (one != other)


CUT = f"{SENTENCE} and nobody on the quay ever asked him about it again"


@pytest.mark.parametrize(("last", "kind"), [("to", "near"), ("told", "original")])
def test_who_breaks_off_within_a_word_was_cut(tmp_path: Path, last: str, kind: str) -> None:
    found = grouped(tmp_path, [post(0, CUT), post(1, f"The keeper of the lighthouse never {last}…")])
    assert found["x:0001"].kind == kind


def test_half_a_word_does_not_make_another_text_a_copy(tmp_path: Path) -> None:
    found = grouped(tmp_path, [post(0, CUT), post(1, "The keeper of the bell nev")])
    assert found["x:0001"].kind == "original"


HEADLINES = [
    "Harbour race is the biggest crowd puller ever on the quay",
    "Harbour race becomes the biggest crowd puller ever for the quay",
    "Council of Marrow says the harbour race is the biggest crowd puller ever",
    "How the harbour race is pulling the biggest crowd ever, by our reporter",
    "The biggest crowd puller ever: what the harbour race means for Marrow",
    "Ferries add boats as the harbour race becomes the biggest crowd puller ever seen",
    "They call the harbour race the biggest crowd puller ever, and keepers agree",
    "Nobody expected the harbour race to be the biggest crowd puller ever",
]


def test_what_several_word_alike_is_no_copy_and_what_copies_one_of_them_is(tmp_path: Path) -> None:
    copied = f"Read this: {HEADLINES[0]} https://example.org/x #Quayside"
    found = grouped(tmp_path, [post(n, text) for n, text in enumerate([*HEADLINES, copied])])
    assert Counter(one.kind for one in found.values()) == {"original": len(HEADLINES), "near": 1}
    assert found[f"x:{len(HEADLINES):04d}"].group_id == "x:0000"


def test_a_text_edited_a_hundred_ways_stays_one(tmp_path: Path) -> None:
    words = SENTENCE.split()
    own = [first + second for first in "bdfgk" for second in string.ascii_lowercase[:20]]
    edited = [" ".join([*words[: n % 5], word, *words[n % 5 + 1 :]]) for n, word in enumerate(own)]
    found = grouped(tmp_path, [post(0, SENTENCE), *(post(n, text) for n, text in enumerate(edited, 1))])
    assert {one.group_id for one in found.values()} == {"x:0000"}


@pytest.mark.parametrize("own", ["bet", "hehe whale yeah"])
def test_codes_of_emoji_are_no_words(tmp_path: Path, own: str) -> None:
    emoji = "<U+0001F440><U+0001F440><U+0001F440>"
    found = grouped(tmp_path, [post(0, f"{emoji} https://example.org/x"), post(1, f"@somebody {own} {emoji}"), post(2, emoji)])
    assert [found[f"x:000{n}"].kind for n in range(3)] == ["original", "original", "exact"]
