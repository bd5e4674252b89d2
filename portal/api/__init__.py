"""What the office publishes for programs: the forms, as data."""
