"""Recording and facts in, scorecard out: turns measured, words checked against the rubric."""
