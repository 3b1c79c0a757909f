namespace OrleansRisk.Cli;

/// <summary>One command: everything that help, parser and dispatch know of it.</summary>
/// <param name="Name">One word, or the thing it acts on and a verb.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Arguments">By place, all required.</param>
/// <param name="Options">By name, all optional unless their summary says otherwise.</param>
/// <param name="Example">A command line that works.</param>
/// <param name="Handler">Returns the exit code.</param>
internal sealed record CommandEntry(
    string Name,
    string Summary,
    IReadOnlyList<ArgumentEntry> Arguments,
    IReadOnlyList<OptionEntry> Options,
    string Example,
    Func<Invocation, CancellationToken, Task<int>> Handler);

/// <param name="Many">One or more of them; only the last argument of a command.</param>
internal sealed record ArgumentEntry(string Name, string Summary, bool Many = false);

/// <param name="Value">Placeholder of its value; empty for a switch.</param>
/// <param name="Many">May be given more than once.</param>
internal sealed record OptionEntry(string Name, string Value, string Summary, bool Many = false);

/// <summary>A mistake of the caller's; its message names what was given and what is allowed.</summary>
internal sealed class UsageException(string message) : Exception(message)
{
    /// <summary>An option with a value that is none of those it takes.</summary>
    public static UsageException Of(string option, string allowed, string given) =>
        new($"{option} takes {allowed}; it was given '{given}'.");
}

/// <summary>What commands end with.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Declined or none: refused lines, nothing found, a replay that differs.</summary>
    public const int Declined = 1;

    /// <summary>The command line, the input or the server was at fault.</summary>
    public const int Error = 2;
}
