using System.Globalization;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Cli.Output;

/// <summary>Refused rows counted by their code, and what can be done about it.</summary>
internal sealed class Refusals
{
    private const string RetentionHint =
        "Old transactions are loaded with --mode history (the key needs the role history), or taken by a tenant that "
        + "keeps more months: risk tenants update TENANT --retention-months N.";

    private readonly SortedDictionary<string, (long Rows, string Message)> _byCode = new(StringComparer.Ordinal);

    public void Add(Problem error)
    {
        // A foreign server may make up codes without end; ours are all in one table.
        var code = ErrorCodes.Find(error.Code) is null ? "other" : error.Code;
        var next = code == ErrorCodes.TooOld.Code ? RetentionHint : error.Next;
        var first = next is null ? error.Message : $"{error.Message} {next}";
        var (rows, message) = _byCode.GetValueOrDefault(code, (0, first));
        _byCode[code] = (rows + 1, message);
    }

    /// <summary>A sentence for each code, with the message of its first row and what to do.</summary>
    public IEnumerable<string> Sentences() => _byCode.Select(each => string.Create(
        CultureInfo.InvariantCulture,
        $"{each.Key}: {each.Value.Rows:N0} refused. {each.Value.Message}"));
}
