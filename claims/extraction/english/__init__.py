"""English as rules need it: reporting verbs, closed classes of words, titles, given names."""
