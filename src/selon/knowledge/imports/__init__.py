"""Facts of other people's files as rows of the user's own tables."""
