"""The errors a user can be shown: each says what is wrong, where, and what to do."""


class ReportError(Exception):
    """Base of every error meant for a person. Its text is shown as it is, without a traceback."""

    #: What the command returns: 1 when a check failed, 2 when the use or the input was wrong.
    exit_code = 2


class InputError(ReportError, ValueError):
    """Something given to the program (a file, a setting, a parameter) is wrong."""


class MissingError(ReportError, LookupError):
    """Something named does not exist: an edition, a statistic, a file."""


class CheckError(ReportError, AssertionError):
    """A check on the report itself failed: a figure, a reference, a build."""

    exit_code = 1


class RunError(ReportError, RuntimeError):
    """A notebook or a tool that the build calls failed."""

    exit_code = 1
