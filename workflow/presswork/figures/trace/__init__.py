"""Traces each mark of a figure to the articles and sentences behind it."""
