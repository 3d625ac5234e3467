"""Every number that decides a turn, in one frozen value.

The live call and the offline score take the same value; it is stored with every session and printed in
every report, so two scores can be compared only if their `version` is the same.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Milliseconds unless the name says otherwise.

    version: counts up whenever a number or its meaning changes.
    onset_ms: voiced time, within `onset_window_ms`, that confirms an onset; shorter sounds are clicks.
    confirm_ms: how long a sound waits to be known as speech before it is forgotten; 250 ms is where adding
        Silero's word to WebRTC's marks lost no events in trials.
    link_ms: sounds further apart than this are not confirmed by the same word: a breath, or a rest of echo,
        is not the word's beginning.
    ipu_gap_ms: a silence of this length ends an IPU (200 ms: Nguyen et al. 2023; 180 ms in Heldner and
        Edlund 2010).
    end_of_turn_ms: silence of the caller that ends a turn where its words say nothing of it; 700 ms is
        over twice the median telephone gap of 264 to 347 ms (Levinson and Torreira 2015).
    finished_turn_ms: the same where the words so far sound finished, a whole question or a goodbye.
    unfinished_turn_ms: and where they end in "and", "my name is", or may as well go on: longer than thinking
        pauses of 1.5 s. Chosen, like the one before, on the development split of `benchmarks/turns`.
    cut_off_ms: who begins to speak so soon after the recruiter has, in answer to them, did not react but was
        going on with their turn: nobody reacts to speech within 200 ms (Levinson and Torreira 2015).
    pauses_known: how many of the caller's own pauses must have been heard before they shorten the wait after
        words that may go on.
    backchannel_max_ms: a caller IPU inside a recruiter turn no longer than this does not claim the floor
        unless its words do; the live recruiter yields when it is exceeded, where no words are known yet.
        Under 1 s in Full-Duplex-Bench.
    first_words_ms: so much of the caller's voice inside a line is read first, and again as it goes on; words
        that say something claim the floor from here on. Shorter stretches are misread too often.
    few_words_max_ms: as `backchannel_max_ms`, live, where a word or two has been heard that is no
        acknowledgement: it may be one that was misread, but these are over by then or are read better. This,
        too, was chosen on the development split. Once it is over and the recruiter has gone on, the score
        allows such a sound `backchannel_max_ms`.
    acknowledgement_max_ms: the same where all words so far acknowledge; 1 s or less in Ekstedt and Skantze
        (2022).
    backchannel_max_words: three words or fewer (Reece et al. 2023).
    terminal_overlap_ms: an onset within this time before the planned end is eager, not rude.
    patience_ms: a silence of at least this after a recruiter's line counts as letting it stand.
    answer_ms: after the caller's question, speech that resumes within this before the recruiter has
        answered counts as talking on.
    monologue_ms: an introduction longer than this is not brief.
    talk_share_percent: above this share of the talking after the verdict was given, the caller was not
        listening.
    recruiter_pause_ms: in a recording without its script, recruiter IPUs closer than this, with no caller
        onset between them, are one line.
    thinking_ms: how long after the caller's last word the recruiter answers at the earliest.
    """

    version: int = 3
    onset_ms: int = 60
    onset_window_ms: int = 100
    confirm_ms: int = 250
    link_ms: int = 40
    ipu_gap_ms: int = 200
    end_of_turn_ms: int = 700
    finished_turn_ms: int = 550
    unfinished_turn_ms: int = 1800
    cut_off_ms: int = 200
    pauses_known: int = 4
    backchannel_max_ms: int = 700
    first_words_ms: int = 400
    few_words_max_ms: int = 550
    acknowledgement_max_ms: int = 1000
    backchannel_max_words: int = 3
    terminal_overlap_ms: int = 300
    patience_ms: int = 500
    answer_ms: int = 3000
    monologue_ms: int = 30_000
    talk_share_percent: int = 60
    thinking_ms: int = 800
    recruiter_pause_ms: int = 2000


THRESHOLDS = Thresholds()
