namespace OrleansRisk.Grains.Accounts;

/// <summary>
/// Runs an actor's turn beside its grain's scheduler. A turn needs no scheduler to be alone, since the grain lets one
/// in at a time; and each await under it would make a task for the scheduler, more than ten of them a transaction.
/// </summary>
internal static class OwnThreads
{
    /// <summary>Begins on this thread, at once; what is awaited goes on on the thread pool's.</summary>
    public static ValueTask<TOutcome> Run<TActor, TCall, TOutcome>(
        Func<TActor, TCall, ValueTask<TOutcome>> run, TActor actor, TCall call)
    {
        var begun = new Task<ValueTask<TOutcome>>(Begun<TActor, TCall, TOutcome>.Run, Tuple.Create(run, actor, call));
        begun.RunSynchronously(TaskScheduler.Default);
        return begun.GetAwaiter().GetResult();
    }

    private static class Begun<TActor, TCall, TOutcome>
    {
        public static readonly Func<object?, ValueTask<TOutcome>> Run = static state =>
        {
            var (run, actor, call) = (Tuple<Func<TActor, TCall, ValueTask<TOutcome>>, TActor, TCall>)state!;
            return run(actor, call);
        };
    }
}
