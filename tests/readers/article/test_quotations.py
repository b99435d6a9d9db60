"""Quotations and speakers in made-up prose; every name, handle and sentence is invented."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubbub.readers.article.found import Saying
from hubbub.readers.article.prose.cues import FORMS
from hubbub.readers.article.prose.links import Shown, meant
from hubbub.readers.article.prose.people import Cast
from hubbub.readers.article.speech import sayings
from hubbub.readers.base import Item
from hubbub.records import Post, Quotation

Read = Callable[[str | bytes, str], list[Item]]
Heard = list[tuple[str, str | None, str, str]]


def heard(text: str) -> Heard:
    """Kind, speaker, cue and words of each saying."""
    return [(one.kind, one.speaker, one.cue or "", text[one.start : one.end]) for one in sayings(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"It rains," Ada Grain said.', [("direct", "Ada Grain", "said", "It rains")]),
        ('"It rains," said Ada Grain.', [("direct", "Ada Grain", "said", "It rains")]),
        ("“It rains,” the mayor told reporters on Monday.", [("direct", "the mayor", "told", "It rains")]),
        ("''It rains,'' he said in an interview.", [("direct", "he", "said", "It rains")]),
        ('“It rains," the mayor said.', [("direct", "the mayor", "said", "It rains")]),
        ('Ada Grain said in a statement on Monday: "It rains."', [("direct", "Ada Grain", "said", "It rains.")]),
        ('Ada Grain: "It rains."', [("direct", "Ada Grain", ":", "It rains.")]),
        ("The mayor said that the bridge is safe.", [("indirect", "The mayor", "said", "the bridge is safe")]),
        ("The mayor said the bridge is safe.", [("indirect", "The mayor", "said", "the bridge is safe")]),
        ("The mayor told reporters that the bridge is safe.", [("indirect", "The mayor", "told", "the bridge is safe")]),
        ("The bridge is safe, the mayor said.", [("indirect", "the mayor", "said", "The bridge is safe")]),
        ("The bridge is safe, according to the mayor.", [("indirect", "the mayor", "according to", "The bridge is safe")]),
        ("According to the mayor, the bridge is safe.", [("indirect", "the mayor", "According to", "the bridge is safe")]),
        ("The mayor asked whether the bridge is safe.", [("indirect", "The mayor", "asked", "whether the bridge is safe")]),
        ("The mayor promised to open the bridge.", [("indirect", "The mayor", "promised", "to open the bridge")]),
        ("Ada Grain, the mayor, said the bridge is safe.", [("indirect", "Ada Grain", "said", "the bridge is safe")]),
        (
            'The mayor said the bridge is "as safe as a table" and will open.',
            [("mixed", "The mayor", "said", 'the bridge is "as safe as a table" and will open')],
        ),
    ],
)
def test_forms(text: str, expected: Heard) -> None:
    assert heard(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ada Grain, a builder of bridges, said there are swans on it.",
            [("indirect", "Ada Grain", "said", "there are swans on it")],
        ),
        ("Later in the day, the council said it would pay.", [("indirect", "the council", "said", "it would pay")]),
        (
            "Ada Grain, who once built a bridge, has vowed to build two.",
            [("indirect", "Ada Grain", "has vowed", "to build two")],
        ),
        ('"It rains" on the bridge, Ada Grain said.', [("mixed", "Ada Grain", "said", '"It rains" on the bridge')]),
        (
            "“It rains,” Ada Grain, an adviser to the mayor, told reporters.",
            [("direct", "Ada Grain", "told", "It rains")],
        ),
        ("As for the bridge, he said he's glad.", [("indirect", "he", "said", "he's glad")]),
        ("The mayor told a curious crowd that it is oak.", [("indirect", "The mayor", "told", "it is oak")]),
        (
            "The mayor said it rains, and most of the bakers said it snows.",
            [("indirect", "The mayor", "said", "it rains"), ("indirect", "most of the bakers", "said", "it snows")],
        ),
        ("The plan was rejected by the council.", [("indirect", "the council", "was rejected", "The plan")]),
        (
            "The bridge is expected to open.",
            [("indirect", None, "is expected", "The bridge"), ("indirect", None, "is expected", "to open")],
        ),
        (
            "Bitter criticism of the oak bridge is rare.",
            [("indirect", None, "criticism", "the oak bridge")],
        ),
        ("Ada Grain raised her hand and said: “It rains.”", [("direct", "Ada Grain", "said", "It rains.")]),
        ("“It rains,” she hollered.", [("direct", "she", "hollered", "It rains")]),
        ("Ada Grain had one answer: “It rains.”", [("direct", "Ada Grain", ":", "It rains.")]),
        ("“It rains,“ he said.", [("direct", "he", "said", "It rains")]),
        ("“It rains,”said Ada Grain.", [("direct", "Ada Grain", "said", "It rains")]),
    ],
)
def test_second_look(text: str, expected: Heard) -> None:
    assert heard(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("‘It rains,’ said Ada Grain.", ["It rains"]),
        ("‘The dogs’ bone is gone,’ the mayor said.", ["The dogs’ bone is gone"]),
        ("‘She said “it rains” to me,’ Ada Grain said.", ["She said “it rains” to me"]),
        ("“She said ‘it rains’ to me,” Ada Grain said.", ["She said ‘it rains’ to me"]),
        ("The ‘bridge’ is a plank, and the ‘90s are over.", []),
        ("The bakers’ bridge and the ‘bakers’ boat.", []),
    ],
)
def test_single_marks(text: str, words: list[str]) -> None:
    assert [each for *_, each in heard(text)] == words


@pytest.mark.parametrize(
    "text", ["She won two key states of the ten.", "The names were read aloud.", "Two states that vote early."]
)
def test_plural_nouns_are_no_cues(text: str) -> None:
    assert heard(text) == []


def test_split_quotation_keeps_both_parts() -> None:
    text = '"It rains," Ada Grain said on Monday, "and it will rain. Buy boots." She left.'
    assert heard(text) == [
        ("direct", "Ada Grain", "said", "It rains"),
        ("direct", "Ada Grain", "said", "and it will rain. Buy boots."),
    ]


def test_quotation_goes_on_in_the_next_sentences() -> None:
    first, second = sayings('"It rains," the mayor said, adding that boots help. "It rains a lot."')[::2]
    assert (first.speaker, second.speaker) == ("the mayor", "the mayor")
    assert first.cue_at == second.cue_at


def test_interrupted_statement() -> None:
    text = "The bridge, the mayor said, will open on Monday."
    assert heard(text) == [
        ("indirect", "the mayor", "said", "The bridge"),
        ("indirect", "the mayor", "said", "will open on Monday"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        'It was a "feathered emergency".',
        'The film, called "The Long Blue Door", opens in May.',
        'She read "The Raven" aloud and then "The Bells" twice.',
        'The so-called "bridge" is a plank.',
        "The proposed bridge is long. The states of the union met.",
        "They called 911 and left.",
        "Read on to learn how it ends.",
        "",
    ],
)
def test_titles_and_scare_quotes_are_no_quotations(text: str) -> None:
    assert heard(text) == []


@pytest.mark.parametrize("text", ['"It rains." The train left.', 'A voice was heard: "It rains."'])
def test_unknown_speaker_is_nobody(text: str) -> None:
    assert all(speaker is None for _, speaker, _, _ in heard(text))


def test_pronoun_is_the_one_person_named() -> None:
    text = 'Mayor Ada Grain said the bridge is safe. "It is oak," she said.'
    assert [speaker for _, speaker, _, _ in heard(text)] == ["Mayor Ada Grain", "Mayor Ada Grain"]


@pytest.mark.parametrize(
    "text",
    [
        'Ada Grain said it rains. Olu Marr said it snows. "It is oak," she said.',  # two could be meant
        'Mr. Olu Marr said it snows. "It is oak," she said.',
        'The council said it rains. "It is oak," she said.',
        'Ada Grain said it rains. "It is oak," they said.',
        "Ada Grain said it rains.\n" + "The train left on time. " * 60 + '\n"It is oak," she said.',
    ],
)
def test_pronoun_stays_where_it_is_not_plain(text: str) -> None:
    assert heard(text)[-1][1] in ("she", "they")


def test_names_of_bodies_are_no_persons() -> None:
    cast = Cast()
    assert cast.called("the Harbour Swan Committee", 0) == "the Harbour Swan Committee"
    assert cast.called("he", 50) == "he"


FANS = """Viewers of the baking show took to Instagram after the finale.

One user wrote on Instagram,

"The rye was robbed."

Another added:

"Robbed twice, if you ask me."

@crumb_fan_made_up said, "I want my hour back."

Another fan claimed that the judges never tasted the rye at all.

Cru Mb @cru_mb_made_up @breadshow The judges never even tasted the rye. Not once. @breadshow The judges never even tasted \
the rye. Not once.

Presenter Olu Marr said the rye was dry.
"""


def test_fans_in_a_row(recover: Read) -> None:
    items = recover(FANS, "article-text")
    posts = {one.text: one for one in items if isinstance(one, Post)}
    quotes = [one for one in items if isinstance(one, Quotation)]
    assert {"The rye was robbed.", "Robbed twice, if you ask me.", "I want my hour back."} < set(posts)
    assert posts["I want my hour back."].author_handle == "crumb_fan_made_up"
    claim = next(one for one in quotes if one.speaker == "Another fan")
    assert (claim.kind, claim.exact) == ("indirect", "the judges never tasted the rye at all")
    assert claim.uid == next(one.uid for one in posts.values() if "Not once" in one.text)
    named = next(one for one in quotes if one.speaker == "Presenter Olu Marr")
    assert (named.kind, named.exact, named.uid) == ("indirect", "the rye was dry", None)


TRAILER = """Fans flocked to X after the finale of a made-up show aired on Sunday.

"I cannot believe they cut the rye," one viewer wrote on X. "Who does that?"

Meanwhile, some fans praised the judges' honesty, while others complained that the editing was "a crime against bread."

Several viewers pointed out that the oven had been broken since episode two.

Showrunner Ada Grain told a magazine that the cut was hers. "I stand by it," she said. "Rye is hard to film."

"Why is no one talking about the music?" asked one Redditor.
"""


def test_reaction_piece() -> None:
    assert [(kind, speaker, words) for kind, speaker, _, words in heard(TRAILER)] == [
        ("direct", "one viewer", "I cannot believe they cut the rye"),
        ("direct", "one viewer", "Who does that?"),
        ("indirect", "some fans", "the judges' honesty"),
        ("mixed", "others", 'the editing was "a crime against bread."'),
        ("indirect", "Several viewers", "the oven had been broken since episode two"),
        ("indirect", "Showrunner Ada Grain", "the cut was hers"),
        ("direct", "Showrunner Ada Grain", "I stand by it"),
        ("direct", "Showrunner Ada Grain", "Rye is hard to film."),
        ("direct", "one Redditor", "Why is no one talking about the music?"),
    ]
    assert [bool(one.post) for one in sayings(TRAILER)] == [True, *[False] * 7, True]


def test_introduced_in_the_line_above() -> None:
    text = 'Mayor Ada Grain went on to say:\n\n"The bridge is oak. It will hold."\n'
    assert heard(text) == [("direct", "Mayor Ada Grain", "went on to say", "The bridge is oak. It will hold.")]


def test_paraphrase_is_linked_only_where_one_post_fits() -> None:
    shown = [Shown(100, "a", "the judges never tasted rye"), Shown(300, "b", "a swan on the bridge")]
    assert meant("the judges have never tasted the rye", 0, shown) == "a"
    assert meant("the judges have never tasted the rye", 9000, shown) is None
    assert meant("the weather was fine", 0, shown) is None
    assert meant("the judges have never tasted the rye", 0, [*shown, Shown(200, "c", "rye the judges never tasted")]) is None


def test_forms_of_verbs() -> None:
    expected = {"said": "say", "replies": "reply", "planning": "plan", "quipped": "quip", "agreed": "agree", "tweeting": "tweet"}
    assert {form: FORMS[form][0] for form in expected} == expected


PARTS = st.sampled_from(
    [
        *FANS.split(" "),
        '"',
        "“",
        "”",
        "''",
        "‘",
        "’",
        "is expected to",
        "was rejected by",
        "the claim that",
        "he's",
        "said",
        "that",
        ",",
        ":",
        "who",
        "\n",
        "(",
        "according to",
        "she",
        "…",
    ]
)


@settings(max_examples=150)
@given(st.lists(PARTS, max_size=80).map(" ".join))
def test_spans_hold(text: str) -> None:
    found = sayings(text)
    assert [one.start for one in found] == sorted({one.start for one in found})
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert sound(text, one)


def sound(text: str, one: Saying) -> bool:
    """Whether a saying's words for who says it are the article's."""
    return (one.cue is None or one.cue in text) and (one.speaker is None or one.speaker in text)


HOSTILE = (
    "said " * 30_000,
    "also " * 30_000 + "said",
    "“" * 30_000,
    "''a " * 20_000,
    "a, " * 30_000 + "he said",
    "who said, " * 10_000,
    "a: “b.” " * 10_000,
    "‘a’ " * 20_000,
    "was opposed by " * 10_000,
    "said that a “b.” " * 6_000,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_prose_ends(text: str) -> None:
    assert all(one.start < one.end for one in sayings(text))
