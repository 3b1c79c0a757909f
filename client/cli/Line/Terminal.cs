namespace OrleansRisk.Cli;

/// <summary>What a command reads and writes: results to <see cref="Out"/>, messages to <see cref="Error"/>.</summary>
internal sealed record Terminal(Stream In, Stream Out, TextWriter Error, Func<string, string?> Environment,
    TimeProvider Time)
{
    /// <summary>A person watches the messages: a bar may be drawn.</summary>
    public bool Watched { get; init; }

    /// <summary>A person watches the results: a table may be drawn.</summary>
    public bool Drawn { get; init; }

    public static Terminal OfProcess() => new(
        Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.Error,
        System.Environment.GetEnvironmentVariable, TimeProvider.System)
    {
        Watched = !Console.IsErrorRedirected,
        Drawn = !Console.IsOutputRedirected,
    };
}
