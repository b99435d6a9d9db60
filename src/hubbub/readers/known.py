"""The tables whose columns we know, of every platform: a literal list, used by the readers of tables and of flat JSON."""

from hubbub.readers import bluesky, crowdtangle, deliberation, instagram, monitoring, reddit, threads, tiktok, youtube
from hubbub.readers.tables import Export
from hubbub.readers.x import tables as x

EXPORTS: tuple[Export, ...] = (
    *x.EXPORTS,
    *reddit.EXPORTS,
    *youtube.EXPORTS,
    *tiktok.EXPORTS,
    *instagram.EXPORTS,
    *bluesky.EXPORTS,
    *threads.EXPORTS,
    *crowdtangle.EXPORTS,
    *deliberation.EXPORTS,
    *monitoring.EXPORTS,
)
