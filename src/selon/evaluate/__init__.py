"""Accuracy: selon's predictions on gold files, measured with the published measures of each task."""
