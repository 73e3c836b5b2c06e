"""The record as a chain whose stands are signed.

Only releases are told of: how much the desk does besides is nobody's business.
"""

from claims.ledger.checkpoints import RELEASES
from claims.ledger.signing import SignedChain
from claims.record.models import Release, ReleaseHead

RECORD = SignedChain(RELEASES, "release", Release, ReleaseHead)
