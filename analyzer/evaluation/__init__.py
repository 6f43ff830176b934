"""Evaluation: how far a coder agrees with people on sessions they coded."""
