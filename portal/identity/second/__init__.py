"""Second factors: one-time codes, passkeys and recovery codes, asked for and looked after."""
