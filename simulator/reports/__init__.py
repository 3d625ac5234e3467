"""Writers of what a call was worth, one role each: terminal, JSON, and the screen during the call."""
