using System.Globalization;
using OrleansRisk.Cli.Input;
using OrleansRisk.Client;
using Spectre.Console;

namespace OrleansRisk.Cli.Output;

/// <summary>Tells how far a sending is: a bar where somebody watches, a plain line now and then where not.</summary>
internal sealed class Progress(Terminal terminal, InputFile file, Totals totals)
{
    private readonly long _begun = terminal.Time.GetTimestamp();
    private long _told = terminal.Time.GetTimestamp();

    private TimeSpan Elapsed => terminal.Time.GetElapsedTime(_begun);

    /// <summary>Runs the work under the bar, or without one.</summary>
    public async Task Run(Func<Action, Task> work)
    {
        if (!terminal.Watched)
        {
            await work(TellPlain);
        }
        else
        {
            await Bar(work);
        }

        terminal.Error.WriteLine(totals.Sentence(Elapsed));
    }

    public void Interrupted(Interruption told) => terminal.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{told.Code}: {told.Message} {told.Unanswered} unanswered, sent again in {told.Wait.TotalSeconds:F1} s."));

    private void TellPlain()
    {
        if (terminal.Time.GetElapsedTime(_told) >= Limits.PlainProgressEvery)
        {
            _told = terminal.Time.GetTimestamp();
            terminal.Error.WriteLine(totals.Sentence(Elapsed));
        }
    }

    private Task Bar(Func<Action, Task> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(),
                new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(totals.Sentence(Elapsed)), maxValue: file.Bytes ?? 1);
                bar.IsIndeterminate = file.Bytes is null;
                await work(() => Move(bar));
            });
    }

    private void Move(ProgressTask bar)
    {
        if (terminal.Time.GetElapsedTime(_told) < Limits.BarEvery)
        {
            return;
        }

        _told = terminal.Time.GetTimestamp();
        bar.Value = file.Bytes is null ? 0 : file.BytesRead;
        bar.Description = Markup.Escape(totals.Sentence(Elapsed));
    }
}
