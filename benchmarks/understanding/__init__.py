"""How well callers are understood: introductions, cues and the moments played as evidence."""
