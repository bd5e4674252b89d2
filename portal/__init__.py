"""The way in: command line and pages, and the one place that knows everyone."""
