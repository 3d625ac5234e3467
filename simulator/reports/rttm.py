"""NIST's Rich Transcription Time Marked format: one SPEAKER line an IPU, what diarisation scorers read.

Fields: NIST, "The 2009 (RT-09) Rich Transcription Meeting Recognition Evaluation Plan", appendix A. The
channel is 1 for the recruiter, 2 for the caller; a recording of the caller alone has channel 1.
"""

from simulator.reports.tiers import Tier


def to_rttm(tiers: tuple[Tier, ...], recording: str) -> str:
    """The file's text, in order of onset. `recording` names the file; white space in it becomes `_`."""
    name = "_".join(recording.split()) or "recording"
    rows = [
        (segment, channel, tier.name)
        for channel, tier in enumerate(tiers, 1)
        for segment, _ in tier.intervals
    ]
    return "".join(
        f"SPEAKER {name} {channel} {segment.start / 1000:.3f} {segment.duration / 1000:.3f}"
        f" <NA> <NA> {party} <NA> <NA>\n"
        for segment, channel, party in sorted(rows)
    )
