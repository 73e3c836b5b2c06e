"""What the trust requirements ask for, one by one: the table of proofs, and proofs of its own."""
