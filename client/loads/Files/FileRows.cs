using System.Globalization;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Loads.Files;

/// <summary>Gathers what is read of one file.</summary>
internal sealed class FileRows(string name, string? format, string? dialect)
{
    private readonly List<LoadRow> _rows = [];
    private readonly List<RefusedRow> _refused = [];
    private readonly List<FileFinding> _findings = [];
    private readonly List<FileAccount> _accounts = [];
    private readonly List<TakenBackRow> _takenBack = [];
    private int _refusedCount;
    private long _numbered;
    private string? _nextPage;

    public int Rejected { get; set; }

    /// <summary>The refused file if it has too many rows; null otherwise.</summary>
    public LoadedFile? Add(long line, string? place, ReadOnlyMemory<byte> utf8)
    {
        if (_rows.Count == Limits.RowsMax)
        {
            return Refused(null, "too_many_rows",
                string.Create(CultureInfo.InvariantCulture, $"There are more than {Limits.RowsMax:N0} rows."),
                "Load it in parts.");
        }

        _rows.Add(new LoadRow(line, place, utf8));
        return null;
    }

    public void TakeBack(TakenBackRow row) => _takenBack.Add(row);

    public void Refuse(long? line, string? place, string code, string? field, string message, string? next)
    {
        _refusedCount++;
        if (_refused.Count < Limits.RefusedRowsKept)
        {
            _refused.Add(new RefusedRow(line, place, code, field, message, next));
        }
    }

    /// <summary>What a statement says beside its rows.</summary>
    public void Take(Statement statement)
    {
        _nextPage = statement.NextPage;
        _findings.AddRange(statement.Findings.Select(static finding => new FileFinding(
            finding.Code, finding.Account, finding.Place.Line, More(finding.Place), finding.Message)));
        _refused.AddRange(statement.RefusedRows.Select(static refusal => new RefusedRow(
            refusal.Place.Line, More(refusal.Place), refusal.Code, null, refusal.Message, refusal.Next)));
        _refusedCount = statement.RefusedRowCount;
        _accounts.AddRange(statement.Accounts.Select(FileAccount.Of));
    }

    /// <summary>What a map read of the one account that an id was stated for.</summary>
    public void Take(StatedAccount stated)
    {
        if (stated.Read is { } number)
        {
            _accounts.Add(new FileAccount
            {
                Account = stated.Account,
                Number = number,
                Scheme = AccountScheme.Number,
            });
        }
    }

    public LoadedFile Refused(Place? place, string code, string message, string? next) => new()
    {
        Name = name,
        Format = format,
        Dialect = dialect,
        Refusal = new RefusedRow(place?.Line, place is null ? null : More(place), code, null, message, next),
    };

    public LoadedFile Finish() => _rows.Count + _takenBack.Count + _refusedCount + Rejected == 0
        && _accounts.Count == 0
        ? Refused(null, "nothing_read", "Not one row was read.", "Is it the right file, and the right map?")
        : new LoadedFile
        {
            Name = name,
            Format = format,
            Dialect = dialect,
            Rows = _rows,
            Refused = _refused,
            RefusedCount = _refusedCount,
            TakenBack = _takenBack,
            Rejected = Rejected,
            Findings = _findings,
            Accounts = _accounts,
            NextPage = _nextPage,
        };

    /// <summary>The line of a place; of a format without lines the number of the row.</summary>
    public long LineOf(Place place)
    {
        _numbered++;
        return place.Line ?? _numbered;
    }

    /// <summary>The place in words, if it is more than a line.</summary>
    public static string? More(Place place) =>
        place with { Line = null, Column = null } == Place.File ? null : place.ToString();
}
