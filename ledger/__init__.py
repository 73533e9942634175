"""What happened: every change is one operation with its events, in the transaction of the change."""
