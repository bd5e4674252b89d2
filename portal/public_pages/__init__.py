"""What anyone may look at: the start, decisions, statistics, the law."""
