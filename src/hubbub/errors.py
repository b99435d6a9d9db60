"""Every error Hubbub raises on purpose. One root; each message names the file, the row where there is one, and the remedy.

HubbubError
├── UsageError        the command cannot be carried out as given          exit 2
│   ├── InputError    an input is missing, empty or unreadable            exit 2
│   └── OutputError   the output folder cannot be written or read         exit 2
└── CheckError        a number or a quotation does not re-derive          exit 1
"""


class HubbubError(Exception):
    """Root of all errors; `code` is the shell exit code."""

    code = 2


class UsageError(HubbubError):
    """The command cannot be carried out as it was given."""


class InputError(UsageError):
    """An input is missing, empty, or of no shape Hubbub reads."""


class OutputError(UsageError):
    """The output folder cannot be written, or is not one of ours."""


class CheckError(HubbubError):
    """At least one number or quotation does not re-derive."""

    code = 1
