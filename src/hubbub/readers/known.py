"""The tables whose columns we know, of every platform: a literal list, used by the readers of tables and of flat JSON."""

from hubbub.readers.tables import Export

EXPORTS: tuple[Export, ...] = ()
