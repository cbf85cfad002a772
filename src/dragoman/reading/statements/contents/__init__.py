"""Contents: what is said, found from cue verbs, cue nouns, phrases, colons and quotation marks."""
