"""What can be wrong with the history's file. Imports nothing, so that `simulator history` starts at once."""


class HistoryError(Exception):
    """The index of the sessions cannot be used. The sessions themselves are not affected.

    `fix` is the one thing to do.
    """

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.fix = fix
