"""Instagram, field by field. Every person and post in `shapes` is made up."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from hubbub.readers.base import PRIVATE
from hubbub.readers.instagram.apify import PROFILE
from hubbub.readers.instagram.content import NOT_POST, code_in
from hubbub.readers.instagram.export import LABELS, OTHER, mended
from tests.readers.reading import content, reading

SHAPES = Path(__file__).parent / "shapes"
TIME = datetime(2024, 5, 1, 8, tzinfo=UTC)
SEEN = datetime(2024, 5, 2, 9, tzinfo=UTC)


def test_a_post_of_instaloader() -> None:
    post = reading(SHAPES / "instagram-instaloader.json").posts[0]
    assert (post["uid"], post["text"]) == ("instagram:Cmadeup0001", "the ending 😭\nwas #madeup")
    assert (post["author_key"], post["author_handle"], post["author_name"]) == ("instagram:80001", "Hal_Made_Up", "Hal 🌟")
    assert (post["author_flags"], post["text_origin"]) == (["verified"], "caption")
    assert (post["created_at"], post["created_precision"], post["collected_at"]) == (TIME, "exact", None)
    assert (post["likes"], post["replies"], post["views"]) == (59, 3, None)
    assert post["url"] == "https://www.instagram.com/p/Cmadeup0001/"


def test_instaloader_keeps_the_apps_fields_beside_its_own() -> None:
    post = reading(SHAPES / "instagram-instaloader~phone.json").posts[0]
    assert (post["uid"], post["text"], post["author_handle"]) == ("instagram:Cmadeup0002", "from the phone", "Hal_Made_Up")
    assert (post["created_at"].second, post["likes"], post["views"]) == (1, None, 0)


def test_older_and_packed_files_of_instaloader() -> None:
    older, packed = (reading(SHAPES / f"instagram-instaloader~{name}").posts[0] for name in ("v3.json", "packed.json.xz"))
    assert (older["uid"], older["text"]) == ("instagram:Cmadeup0003", "")
    assert (packed["uid"], packed["text"]) == ("instagram:Cmadeup0004", "the ending 😭\nwas #madeup")


def test_comments_of_instaloader_and_their_answers() -> None:
    done = reading(SHAPES / "instagram-instaloader~comments.json")
    first, answer, unsigned = done.posts
    assert (first["uid"], first["text"], first["author_key"]) == ("instagram:17900000000000001", "so sad 😭", "instagram:80002")
    assert (first["likes"], first["created_at"].hour, first["parent_uid"]) == (2, 9, None)
    assert (answer["parent_uid"], answer["likes"]) == ("instagram:17900000000000001", 0)
    assert (unsigned["author_key"], unsigned["likes"], done.reasons) == (None, None, ["no text"])


def test_profiles_and_stories_are_no_posts() -> None:
    reasons = [reading(SHAPES / f"instagram-instaloader-other{name}.json").reasons[0] for name in ("", "~story")]
    assert reasons == [f"an Instaloader file of a {name} that is no post" for name in ("Profile", "StoryItem")]


def test_zeeschuimers_items() -> None:
    first, hidden, ad, other, *_ = reading(SHAPES / "instagram-zeeschuimer.ndjson").posts
    assert (first["uid"], first["author_key"], first["author_name"]) == ("instagram:Cmadeup0005", "instagram:80001", "Hal")
    assert (first["created_at"], first["collected_at"]) == (TIME, SEEN)
    assert (first["likes"], first["replies"], first["views"], first["moderation"]) == (59, 0, 3597, None)
    assert (hidden["text"], hidden["likes"], hidden["views"]) == ("", None, None)
    assert [ad["moderation"], other["moderation"]] == ["advertisement"] * 2


def test_zeeschuimers_other_shapes() -> None:
    *_, graph, polaris, taken = reading(SHAPES / "instagram-zeeschuimer.ndjson").posts
    assert (graph["uid"], graph["likes"], graph["created_at"]) == ("instagram:Cmadeup0009", 59, TIME)
    assert (polaris["text"], polaris["likes"], polaris["created_at"]) == ("without a time", None, None)
    assert (polaris["created_precision"], polaris["author_key"]) == ("none", "instagram:80001")
    assert (taken["uid"], taken["collected_at"]) == ("instagram:Cmadeup0011", datetime(2024, 5, 2, 8, tzinfo=UTC))


def test_private_accounts_and_other_rows_are_in_the_ledger() -> None:
    done = reading(SHAPES / "instagram-zeeschuimer.ndjson")
    assert done.reasons == [PRIVATE, NOT_POST]
    assert done.of("unreadable")[0]["sample"] == ""


def test_posts_of_apify_and_their_comments() -> None:
    first, comment, paid = reading(SHAPES / "instagram-apify.jsonl").posts
    assert (first["uid"], first["author_key"], first["author_name"]) == ("instagram:Cmadeup0012", "instagram:80001", "Hal")
    assert (first["likes"], first["replies"], first["views"], first["created_at"]) == (59, 3, 3597, TIME)
    assert (comment["root_uid"], comment["parent_uid"], comment["url"]) == ("instagram:Cmadeup0012", None, None)
    assert (paid["text"], paid["likes"], paid["views"], paid["moderation"]) == ("", None, 0, "advertisement")
    assert paid["author_key"] == "instagram:@hal_made_up"


def test_comments_of_apify_and_their_replies() -> None:
    done = reading(SHAPES / "instagram-apify~comments.jsonl")
    first, reply = done.posts
    assert (first["uid"], first["author_key"], first["author_handle"]) == (
        "instagram:17900000000000012",
        "instagram:80002",
        "ivy_made_up",
    )
    assert (first["likes"], first["replies"], first["root_uid"]) == (2, 1, "instagram:Cmadeup0001")
    assert first["url"] == "https://www.instagram.com/p/Cmadeup0001/c/17900000000000012"
    assert (reply["parent_uid"], reply["likes"], reply["author_flags"]) == ("instagram:17900000000000012", 0, ["verified"])
    assert done.reasons == ["no text", NOT_POST]


def test_a_profile_of_apify_is_no_post_but_its_posts_are() -> None:
    done = reading(SHAPES / "instagram-apify~profile.json")
    assert [one["uid"] for one in done.posts] == [
        f"instagram:{name}" for name in ("Cmadeup0015", "17900000000000011", "Cmadeup0014")
    ]
    assert done.reasons == [PROFILE]


def test_the_personal_export_is_mended_and_names_no_author() -> None:
    done = reading(SHAPES / "instagram-export.json")
    assert done.texts == ["So sad… 😭 café", "plain words", "café, never broken"]
    assert {(one["author_key"], one["post_id"], one["platform"]) for one in done.posts} == {(None, None, "instagram")}
    assert (done.posts[0]["created_at"], done.posts[0]["created_precision"]) == (TIME, "exact")
    assert done.reasons == ["no text"]


def test_labels_in_another_language_are_read_by_their_order_or_not_at_all() -> None:
    done = reading(SHAPES / "instagram-export~german.json")
    assert (done.texts, done.reasons) == (["Wie schön 😭"], [LABELS])


def test_the_personal_exports_posts() -> None:
    assert reading(SHAPES / "instagram-export~posts.json").texts == ["My picture 😭", "Two pictures"]


def test_posts_of_threads_in_the_same_export_are_not_instagrams(tmp_path: Path) -> None:
    posts = orjson.loads((SHAPES / "instagram-export~posts.json").read_bytes())
    done = content(tmp_path, orjson.dumps({"text_post_app_text_posts": posts}))
    assert done.of("inputs")[0]["shape"] != "instagram-export"


def test_letters_are_not_read_nor_shown() -> None:
    done = reading(SHAPES / "instagram-export-other.json")
    assert not done.posts
    assert [(one["reason"], one["sample"]) for one in done.of("unreadable")] == [(PRIVATE, "")] * 2


def test_a_long_conversation_is_not_read_nor_shown(tmp_path: Path) -> None:
    letters = orjson.loads((SHAPES / "instagram-export-other.json").read_bytes())
    done = content(tmp_path, orjson.dumps({**letters, "messages": letters["messages"] * 2000}, option=orjson.OPT_INDENT_2))
    assert done.of("inputs")[0]["shape"] == "instagram-export-other"
    assert {one["sample"] for one in done.of("unreadable")} == {""}
    assert (len(done.posts), len(done.reasons)) == (0, 4000)


def test_likes_and_searches_are_not_read_nor_shown() -> None:
    for name in ("likes", "searches"):
        done = reading(SHAPES / f"instagram-export-other~{name}.json")
        assert [(one["reason"], one["sample"]) for one in done.of("unreadable")] == [(OTHER, "")]


def test_minet() -> None:
    first, answer = reading(SHAPES / "instagram-minet.csv").posts
    assert (first["uid"], first["author_key"], first["author_name"]) == ("instagram:17900000000000021", "instagram:80002", "Ivy")
    assert (first["likes"], first["replies"], first["created_at"].hour) == (2, 1, 9)
    assert (answer["parent_uid"], answer["likes"], answer["author_key"]) == (
        "instagram:17900000000000021",
        None,
        "instagram:@hal_made_up",
    )
    assert (answer["author_flags"], answer["created_at"].second) == (["verified"], 1)


def test_4cat() -> None:
    first, hidden = reading(SHAPES / "instagram-4cat.csv").posts
    assert (first["uid"], first["author_key"], first["created_at"]) == ("instagram:Cmadeup0016", "instagram:80001", TIME)
    assert (first["likes"], first["replies"], first["views"], first["author_flags"]) == (59, None, None, ["verified"])
    assert (first["parent_uid"], first["root_uid"]) == (None, None)
    assert (hidden["likes"], hidden["replies"], hidden["author_key"]) == (None, 0, "instagram:@ivy_made_up")
    assert hidden["url"] == "https://www.instagram.com/p/Cmadeup0017/"


def test_4cats_older_rows() -> None:
    first, other = reading(SHAPES / "instagram-4cat~legacy.csv").posts
    assert (first["author_flags"], first["likes"], first["replies"]) == (["verified"], 1, 0)
    assert (other["likes"], other["author_key"]) == (None, "instagram:@ivy_made_up")


def test_the_code_of_an_address() -> None:
    assert code_in("https://www.instagram.com/reel/Cmadeup/?igsh=1") == "Cmadeup"
    assert [code_in(one) for one in ("https://www.instagram.com/hal_made_up/", None, 5, "p", "/p/")] == [None] * 5


@examples(max_examples=200)
@given(st.text())
def test_mending_gives_back_what_was_broken(text: str) -> None:
    broken = text.encode("utf-8", "replace").decode("latin-1")
    assert mended(broken) == text.encode("utf-8", "replace").decode()


@examples(max_examples=200)
@given(st.text())
def test_mending_leaves_whole_text_alone(text: str) -> None:
    sound = any(ord(one) > 255 for one in text) or text.isascii()
    assert not sound or mended(text) == text
