"""Tables of deliberations, so that those who analysed them elsewhere can do it again here: Talk to the City, Kouchou-AI,
Jigsaw's sensemaking tools, Polis."""

from hubbub.readers.columns import Cells
from hubbub.readers.fields import Record, known
from hubbub.readers.tables import Export

REJECTED = "-1"  # by the hosts of a Polis conversation


def said(cells: Cells, found: Record) -> Record | str:  # noqa: ARG001  the contract of a turn
    """A row in which nothing was said is no statement."""
    return found if found["text"].strip() else "no text"


def moderated(cells: Cells, found: Record) -> Record | str:
    """A statement the hosts rejected was removed. Its number is the conversation's own, so it is no id."""
    if known(cells.get("moderated")) == REJECTED:
        found["moderation"] = "removed"
    return said(cells, found)


def votes(cells: Cells, found: Record) -> Record | str:  # noqa: ARG001  the contract of a turn
    """Votes say nothing."""
    return "a vote in Polis: no post; the statements are in comments.csv"


def voters(cells: Cells, found: Record) -> Record | str:  # noqa: ARG001  the contract of a turn
    """A voter says nothing."""
    return "the votes of one person in Polis: no post; the statements are in comments.csv"


def history(cells: Cells, found: Record) -> Record | str:  # noqa: ARG001  the contract of a turn
    """Sums say nothing."""
    return "counts over time in Polis: no post; the statements are in comments.csv"


EXPORTS: tuple[Export, ...] = (
    Export(
        "t3c",
        "Talk to the City: id, interview, comment",
        "labelled/tttc_samples/examples/sample_csv_files/test_data/test_pets_3.csv",
        signs=frozenset({"id", "interview", "comment"}),
        fields={"text": "comment", "post_id": "id", "author_name": "interview", "url": "video"},
        turn=said,
        local=True,
    ),
    Export(
        "kouchou",
        "Kouchou-AI: comment-id, comment-body, source, url, attributes",
        signs=frozenset({"comment-id", "comment-body"}),
        fields={"text": "comment-body", "post_id": "comment-id", "url": "url", "author_handle": "attribute_author"},
        turn=said,
    ),
    Export(
        "jigsaw",
        "Jigsaw's sensemaking tools: participant_id, survey_text",
        signs=frozenset({"participant_id", "survey_text"}),
        fields={"text": "survey_text", "author_id": "participant_id"},
        turn=said,
        local=True,
    ),
    Export(
        "polis",
        "Polis: comments.csv of an export",
        "labelled/polis_opendata/*/comments.csv",
        platform="polis",
        signs=frozenset({"comment-id", "comment-body", "author-id", "agrees", "disagrees", "moderated"}),
        fields={"text": "comment-body", "author_id": "author-id", "created_at": ("timestamp", "datetime"), "likes": "agrees"},
        turn=moderated,
        local=True,
    ),
    Export(
        "polis-votes-other",
        "Polis: votes.csv of an export, which holds no posts",
        "labelled/polis_opendata/*/votes.csv",
        platform="polis",
        signs=frozenset({"comment-id", "voter-id", "vote"}),
        fields={"text": "vote"},
        turn=votes,
    ),
    Export(
        "polis-voters-other",
        "Polis: participants-votes.csv of an export, which holds no posts",
        "labelled/polis_opendata/*/participants-votes.csv",
        platform="polis",
        signs=frozenset({"participant", "group-id", "n-comments", "n-votes"}),
        fields={"text": "participant"},
        turn=voters,
    ),
    Export(
        "polis-history-other",
        "Polis: stats-history.csv of an export, which holds no posts",
        "labelled/polis_opendata/*/stats-history.csv",
        platform="polis",
        signs=frozenset({"n-votes", "n-comments", "n-visitors", "n-voters", "n-commenters"}),
        fields={"text": "n-votes"},
        turn=history,
    ),
)
