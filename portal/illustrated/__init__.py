"""An office of today for the demonstration: invented files, each by a way that the rules allow."""
