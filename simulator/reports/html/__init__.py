"""The report as one HTML file: sound, picture, words and checks; it needs no network and is safe to open.

`call` is what a report is made of; `highlight`, `moments` and `coaching` work out what is shown; `view` puts
it in order; `page` makes HTML of it, with the templates, the style and the script in `templates`. All text of
others' is escaped, and a policy names by their hashes the only style and the only script that may run.
"""
