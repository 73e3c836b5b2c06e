"""Canonical JSON, hash chains and the database guards: what makes the record provable.

canonical   RFC 8785 JSON without floats, the only bytes that are ever hashed
chain       salted payload digests, links between entries, verification
heads       the one row a chain grows from, locked for each append
checkpoints signed words on where a chain stood; keeping: the files that hold them;
            signing: a chain whose stands are signed
guards      triggers in the database: installing, dropping and verifying them
"""
