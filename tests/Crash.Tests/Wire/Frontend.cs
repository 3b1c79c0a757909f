using System.Text;

namespace OrleansRisk.Crash.Tests.Wire;

/// <summary>What a message of the host does to the journal.</summary>
public enum Step
{
    Other,

    /// <summary>Begins to send rows by COPY.</summary>
    Copy,

    /// <summary>Appends rows by the function; the commit follows in the same burst.</summary>
    Append,

    /// <summary>All rows of a COPY are sent; moves the writer on.</summary>
    Advance,
    Commit,
}

/// <summary>
/// Reads the frontend's side of one connection: which statement each message runs, also where it was prepared before.
/// </summary>
public sealed class Frontend
{
    private readonly Dictionary<string, string> _prepared = [];

    public Step Read(byte kind, ReadOnlySpan<byte> body)
    {
        switch ((char)kind)
        {
            case 'Q':
                return StepOf(Text(ref body));
            case 'P':
                var name = Text(ref body);
                _prepared[name] = Text(ref body);
                return Step.Other; // it runs when it is bound
            case 'B':
                Text(ref body);
                return StepOf(_prepared.GetValueOrDefault(Text(ref body), ""));
            default:
                return Step.Other;
        }
    }

    public static Step StepOf(string statement)
    {
        var sql = statement.TrimStart();
        return Begins("copy risk.journal") ? Step.Copy
            : Begins("select risk.append") ? Step.Append
            : Begins("select risk.advance_lane") ? Step.Advance
            : Begins("commit") ? Step.Commit
            : Step.Other;

        bool Begins(string words) => sql.StartsWith(words, StringComparison.OrdinalIgnoreCase);
    }

    private static string Text(ref ReadOnlySpan<byte> body)
    {
        var end = body.IndexOf((byte)0);
        var text = Encoding.UTF8.GetString(body[..end]);
        body = body[(end + 1)..];
        return text;
    }
}
