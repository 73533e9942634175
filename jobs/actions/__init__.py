"""What changes a job: queueing, leasing, scheduling, and saying that a worker is there."""
