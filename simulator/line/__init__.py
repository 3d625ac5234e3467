"""Telephone lines: a sound card, a synthetic caller, a file. One frame goes out and one comes in."""
