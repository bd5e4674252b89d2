"""The ratios that performance is judged by: ours and the bare way side by side, in one run."""
