"""A voice practice simulator for the phone call that follows a job interview."""

__version__ = "0.1.0"
