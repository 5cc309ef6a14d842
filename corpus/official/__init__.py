"""A publisher's page, PDF or text -> its paragraphs, checked against our digests, kept in the user's data folder."""
