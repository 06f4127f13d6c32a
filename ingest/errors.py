"""The error that people read."""


class UserError(Exception):
    """Something that stops the work; `str()` is a French sentence that says what is wrong and what to do."""
