"""What the reading of Ukrainian and Russian has to know of the words."""
