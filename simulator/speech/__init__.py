"""Speech: a text becomes a clip, trimmed, at one loudness, kept on disk; nothing is ever played here."""
