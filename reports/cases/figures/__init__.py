"""Figures of cases: pictures over sessions and of sequences, the same bytes for the same view."""
