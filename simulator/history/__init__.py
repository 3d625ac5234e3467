"""What all the calls add up to: an index of checks and measures over the sessions, which stay the truth.

`simulator.history.rebuild` fills it. Nothing else here imports the rooms that score, and so reading is quick.
"""

from simulator.history.baseline import Baseline, baseline
from simulator.history.overview import (
    CheckTrend,
    Day,
    MeasureTrend,
    Overview,
    ScenarioTrend,
    Streak,
    overview,
)
from simulator.history.result import KnownCheck, Result, of_scorecard
from simulator.history.schema import SCHEMA
from simulator.history.store import Detail, History, HistoryError, Indexed

__all__ = [
    "SCHEMA",
    "Baseline",
    "CheckTrend",
    "Day",
    "Detail",
    "History",
    "HistoryError",
    "Indexed",
    "KnownCheck",
    "MeasureTrend",
    "Overview",
    "Result",
    "ScenarioTrend",
    "Streak",
    "baseline",
    "of_scorecard",
    "overview",
]
