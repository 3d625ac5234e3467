"""A front door: tries every part that a call needs, and names the fix of the one that is broken."""

from simulator.doctor.diagnose import diagnose, exit_code, to_json
from simulator.doctor.sound import Finding

__all__ = ["Finding", "diagnose", "exit_code", "to_json"]
