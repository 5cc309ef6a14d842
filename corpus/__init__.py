"""The guidance, paragraph by paragraph in our own words, and the labelled precedents."""
