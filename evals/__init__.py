"""Measurements of quality against labelled sets; see README.md here."""
