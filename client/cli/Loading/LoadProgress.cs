using System.Globalization;
using Spectre.Console;

namespace OrleansRisk.Cli.Loading;

/// <summary>Tells that a load is under way, and how far it is if that can be asked.</summary>
internal static class LoadProgress
{
    /// <param name="what">What is being done.</param>
    /// <param name="far">How much is done, of how much; null if nobody knows.</param>
    public static async Task<T> Run<T>(
        Terminal terminal, string what, Func<Task<(long Done, int All)>>? far, Func<Task<T>> work,
        CancellationToken cancel)
    {
        if (!terminal.Watched)
        {
            return await work();
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        return await console.Progress().AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(),
                new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                var bar = context.AddTask(what, maxValue: 1);
                bar.IsIndeterminate = true;
                var working = work();
                while (far is not null
                    && await Task.WhenAny(working, Task.Delay(Limits.LoadAskedEvery, terminal.Time, cancel)) != working)
                {
                    var (done, all) = await far();
                    (bar.IsIndeterminate, bar.MaxValue, bar.Value) = (false, Math.Max(all, 1), done);
                    bar.Description = string.Create(
                        CultureInfo.InvariantCulture, $"{what}: {done:N0} of {all:N0} rows");
                }

                return await working;
            });
    }
}
