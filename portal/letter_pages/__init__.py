"""The pages on which officers see what the office writes: before it leaves, and afterwards."""
