"""The stretches that mechanisms share."""
