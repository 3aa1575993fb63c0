"""The reason for which a command ends early."""


class Stop(Exception):
    """What a person has to know or to do; `status` is the exit status of the command."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status
