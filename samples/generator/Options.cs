using System.Globalization;

namespace OrleansRisk.Samples.Generator;

/// <summary>A wrong command line; its message says what would be right.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>
/// <c>--name value</c> pairs. Every one must be asked for before <see cref="Done"/>, so that a slip is not ignored.
/// </summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);

    public Options(ReadOnlySpan<string> args)
    {
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == args.Length
                || !_given.TryAdd(args[i], args[i + 1]))
            {
                throw new UsageException($"Expected --name value at '{args[i]}'.");
            }
        }
    }

    public string? Text(string name) => _given.Remove(name, out var value) ? value : null;

    public string Required(string name) => Text(name) ?? throw new UsageException($"{name} is missing.");

    public long Number(string name, long otherwise, long low, long high)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= low
            && value <= high
            ? value
            : throw new UsageException($"{name} must be a whole number from {low} to {high}.");
    }

    public void Done()
    {
        if (_given.Count > 0)
        {
            throw new UsageException($"Unknown option {_given.Keys.First()}.");
        }
    }
}
