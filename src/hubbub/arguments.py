"""What the commands can be asked for: their arguments, and what --help says of them."""

from enum import StrEnum

import typer

INPUTS = typer.Argument(
    help="Export files, saved pages, folders, globs, addresses (https://, s3://), or - for standard input; tables as CSV, Excel "
    "or Parquet; packed as .gz, .zst, .xz, .bz2, .zip, .tar, in each other too. What it is, is told by content: docs/shapes.md.",
    show_default=False,
)
MAP = typer.Option(
    "--map",
    help="Columns of a table or keys of JSON, ours=theirs: --map text=body,author=user. For one file: --map posts.csv:text=body.",
    metavar="OURS=THEIRS,…",
)
MEMORY = typer.Option(
    help="Memory the whole job may take, 512MB or more; beyond it tables are on disk, beside OUT. By default half of what is "
    "free here, 1GB to 2GB.",
    metavar="SIZE",
    show_default=False,
)
LIMIT = typer.Option(
    "--limit",
    help="Other limits than those that protect this machine from hostile files, such as row=64MB (longest row), unpack=2TB "
    "(unpacked, of one archive), ratio=1000 (unpacked to packed), member=1000000 (files in an archive), depth=9 (archives in "
    "archives), document=2GB.",
    metavar="NAME=SIZE,…",
)
QUALITY = (
    "balanced (up to 5,000 posts): a small network reads every sentence and decides which make a point. fast (beyond): word "
    "vectors taught by networks decide; nearly as often right, they find about half as much. best: two networks decide together "
    "(hubbub[languages]; four times the time), and sixteen near points of each sentence are asked about, not four."
)
ENCODER = (
    "What turns sentences into vectors; each goes with a quality: distilled or potion with fast, minilm or e5 with balanced and "
    "best, both with best. e5 (hubbub[languages]) reads about a hundred languages and is taken unasked where over a tenth of the "
    "posts is not in English; both is minilm and e5 together."
)
WORDED = (
    "Language model that words short headings, by its name in the llm package (hubbub[llm]). Each is the key point "
    "shortened or is refused; it is marked as the model's, and the key point stands."
)
OUT = typer.Argument(help="The output folder of hubbub find.", show_default=False)


class Authors(StrEnum):
    """How authors are shown."""

    handle = "handle"
    pseudonym = "pseudonym"
    hidden = "hidden"


class Quality(StrEnum):
    """How hard viewpoints are looked for."""

    fast = "fast"
    balanced = "balanced"
    best = "best"
