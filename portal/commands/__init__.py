"""The commands, by what they are about; what they need is imported when they run."""
