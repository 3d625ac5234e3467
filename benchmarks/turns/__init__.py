"""How well turns are measured: two-channel calls with truth by construction, ours beside its peers."""
