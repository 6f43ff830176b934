"""Benchmarks: how fast the program is and how often it is right, measured."""
