"""What helps to find a fault, and goes nowhere by itself: a log that rotates, a crash file, a report to copy.

Everything passes ``redaction`` before it is on the disk or the clipboard.
"""
