"""What of this app the ledger can replay and put back."""

from ledger.kinds import Kind

KINDS: tuple[Kind, ...] = ()
