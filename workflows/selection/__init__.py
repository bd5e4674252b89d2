"""Which files of a cycle are treated: the ceiling, the order of priority, and why."""
