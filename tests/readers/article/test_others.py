"""Words that somebody else says are no posts of the public; every name and sentence is invented."""

import pytest

from hubbub.readers.article.found import Saying
from hubbub.readers.article.speech import sayings


def posts(text: str) -> list[tuple[str | None, str]]:
    """Who is taken for the public, and with what."""
    return [(one.speaker, text[one.start : one.end]) for one in sayings(text) if one.post]


@pytest.mark.parametrize(
    "text",
    [
        "Viewers were told: “The show is over.”",
        "Fans were told by the studio: “The show is over.”",
        "“The show is over,” fans were told by the studio.",
        "Fans have also been warned: “The show is over.”",
        "Users were asked: “Do you like it?”",
        "One user claimed that the host had said: “Go away.”",
        "One user claimed that Ada Grain had said: “Go away.”",
        "One user claimed that she once said: “Go away.”",
        "One user said the company told them: “Go away.”",
        "Fans heard Ada Grain say: “I quit.”",
        "Fans heard Ada Grain saying: “I quit.”",
        "One viewer quoted the minister as saying: “No.”",
        "One fan asked the host to say: “No.”",
        "One fan wrote about Ada Grain, who replied: “No.”",
        "One fan shared the studio's statement: “We are sorry.”",
        "One fan posted a statement from the studio: “We are sorry.”",
        "A user shared a screenshot of the studio's message, which read: “The show is over.”",
    ],
)
def test_others_words_are_no_posts(text: str) -> None:
    assert posts(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("One viewer who saw the film wrote: “It rains.”", "One viewer"),
        ("One fan who said the show was great added: “It rains.”", "One fan"),
        ("Another fan posted a video saying: “It rains.”", "Another fan"),
        ("One user shared their thoughts, writing: “It rains.”", "One user"),
        ("One user shared the studio's statement and wrote: “It rains.”", "One user"),
        ("One user wrote the following comment: “It rains.”", "One user"),
        ("One user was quick to note: “It rains.”", "One user"),
        ("One user was quoted as saying: “It rains.”", "One user"),
        ("Another tweet was captioned: “It rains.”", "Another tweet"),
        ("Fans who watched the show say: “It rains.”", "Fans"),
        ("One viewer told the Gazette: “It rains.”", "One viewer"),
    ],
)
def test_the_publics_own_words_stay_posts(text: str, speaker: str) -> None:
    assert posts(text) == [(speaker, "It rains.")]


def second(text: str) -> Saying | None:
    """What the second passage was taken for."""
    return next((one for one in sayings(text) if one.start > text.index("”")), None)


@pytest.mark.parametrize(
    "text",
    [
        "“Why did you do that?” one fan asked Ada Grain. “Because I could,” he replied.",
        "“Why did you do that?” one fan asked Ada Grain. “Because I could.”",
        "“You lied,” one user wrote to the minister. “I did not,” she said in a statement.",
        "“You lied,” one user wrote to the minister. “I did not,” he wrote back.",
        "“You lied,” one user wrote. “I did not,” she replied.",
        "“You lied,” one user wrote. “I did not,” Prime Minister Ada Grain, 44, said.",
        "“You lied,” one user replied to her. “I did not,” she added.",
    ],
)
def test_an_answer_is_not_the_same_voice(text: str) -> None:
    answer = second(text)
    assert answer is None or ((answer.speaker or "").split()[:1] != ["one"] and not answer.resumes and not answer.post)


@pytest.mark.parametrize(
    "text",
    [
        "“It rains,” one user wrote. “It pours,” they added.",
        "“It rains,” one user wrote. “It pours.”",
        "“It rains,” one user wrote, “and it pours.”",
        "“It rains,” one user told the Gazette. “It pours.”",
        "“It rains,” one user posted to Facebook. “It pours,” she went on.",
        "“It rains,” one user said at the gate. “It pours.”",
    ],
)
def test_who_goes_on_is_the_same_voice(text: str) -> None:
    onward = second(text)
    assert onward is not None
    assert (onward.speaker, onward.resumes) == ("one user", True)
    assert [one.post.truncated for one in sayings(text) if one.post] == [True]


def test_one_who_is_spoken_of_behind_a_passage_does_not_speak_for_the_public() -> None:
    assert posts("“It rains,” one fan wrote about Ada Grain, who replied: “It pours.”") == [("one fan", "It rains")]
    assert posts("“It rains,” one viewer told the Gazette, adding “it pours.”") == [("one viewer", "It rains")]


@pytest.mark.parametrize(
    ("text", "platforms"),
    [
        ("“It rains,” one fan wrote on Twitter. “It pours,” another fan wrote on Reddit.", ["x", "reddit"]),
        ("“It rains,” one fan wrote on Twitter. “It pours,” another fan wrote.", ["x", "x"]),
        ("On Facebook fans spoke up. “It rains,” wrote one fan on Reddit. He left Instagram.", ["reddit"]),
        ("One fan wrote on Twitter: “It rains.” Another fan wrote on Reddit: “It pours.”", ["x", "reddit"]),
        ("One fan wrote: “It rains.” Another fan wrote on Reddit: “It pours.”", ["unknown", "reddit"]),
    ],
)
def test_a_platform_named_behind_is_asked_first(text: str, platforms: list[str]) -> None:
    assert [one.post.platform for one in sayings(text) if one.post] == platforms
