"""Who may see and do what: pure questions, answered by a reason or by nothing."""
