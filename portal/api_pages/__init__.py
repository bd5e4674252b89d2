"""The pages about the interface for programs: its description, tokens, webhooks."""
