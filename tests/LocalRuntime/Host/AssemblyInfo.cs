// Each host of a process sets the process's business clock: one at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
