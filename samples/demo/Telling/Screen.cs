using Spectre.Console;

namespace OrleansRisk.Samples.Demo.Telling;

/// <summary>Where the story is told: coloured on a terminal, plain lines elsewhere.</summary>
internal sealed class Screen
{
    private readonly IAnsiConsole _console;
    private int _chapter;

    public Screen()
    {
        Watched = !Console.IsOutputRedirected;
        _console = AnsiConsole.Console;
        if (!Watched)
        {
            _console.Profile.Width = 140;
            _console.Profile.Capabilities.Ansi = false;
            _console.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        }
    }

    /// <summary>A person watches: lines may be redrawn, and Enter may be waited for.</summary>
    public bool Watched { get; }

    public void Chapter(string title)
    {
        _console.WriteLine();
        _console.MarkupLineInterpolated($"[bold]{++_chapter}  {title}[/]");
    }

    public void Say(string text) => _console.WriteLine("   " + text);

    public void Good(string text) => _console.MarkupLineInterpolated($"   [green]{text}[/]");

    public void Bad(string text) => _console.MarkupLineInterpolated($"   [red]{text}[/]");

    /// <summary>Exactly as it is, at the edge: to be copied.</summary>
    public void Verbatim(string text)
    {
        _console.Profile.Out.Writer.WriteLine(text);
        _console.Profile.Out.Writer.Flush();
    }

    public void Table(IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in titles)
        {
            // Only the last column holds sentences.
            table.AddColumn(new TableColumn(Markup.Escape(title)) { NoWrap = title != titles[^1] });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        _console.Write(table);
    }

    /// <summary>Shows a line that changes for as long as the work runs.</summary>
    public async Task Live(Func<string> line, Task work, TimeProvider time)
    {
        using var timer = new PeriodicTimer(Watched ? Limits.LiveEvery : Limits.PlainEvery, time);
        while (!work.IsCompleted)
        {
            var tick = timer.WaitForNextTickAsync().AsTask();
            await Task.WhenAny(work, tick);
            Redraw(line(), last: work.IsCompleted);
        }

        await work;
    }

    private void Redraw(string line, bool last)
    {
        if (!Watched)
        {
            Say(line);
            return;
        }

        Console.Out.Write($"\r   {line}\u001b[K{(last ? "\n" : "")}");
    }
}
