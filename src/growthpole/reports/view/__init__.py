"""What a report says, in both languages, before it becomes HTML, PDF or Excel.

The three forms are written from the same views, so that they cannot contradict each other.
"""
