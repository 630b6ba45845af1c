"""The terms of a figure: when it is due, against which target, how it is scored and written."""
