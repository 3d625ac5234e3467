"""Fixtures that several rooms share."""

from soundserver import sound_server

__all__ = ["sound_server"]
