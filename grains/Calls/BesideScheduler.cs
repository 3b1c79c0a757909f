namespace OrleansRisk.Grains.Calls;

/// <summary>
/// Carries out a call beside the grain's scheduler. Orleans keeps calls of a grain apart by not beginning the next
/// while one is under way, wherever that one runs; and each await under the scheduler that resumes makes a task for it,
/// more than ten of them a transaction.
/// </summary>
internal static class BesideScheduler
{
    /// <summary>Begins on this thread, at once; what is awaited goes on on the thread pool's.</summary>
    public static Task Run(Func<Task> call)
    {
        var begun = new Task<Task>(call);
        begun.RunSynchronously(TaskScheduler.Default);
        return begun.GetAwaiter().GetResult();
    }
}
