"""What a person is told when an input cannot be read."""


class NhiemvuError(Exception):
    """An input that cannot be processed; the message says what is wrong and what to do."""
