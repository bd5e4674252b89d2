"""Where the bytes of attachments are kept, each content once, under the hash of what it is."""
