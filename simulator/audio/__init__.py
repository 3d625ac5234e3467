"""The PCM types and the plain handling of sound: files and resampling. Imports nothing of ours."""
