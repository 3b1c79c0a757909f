using OrleansRisk.Statements.Columns;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Csv;

/// <summary>The record that names the columns, and what each of them holds.</summary>
internal sealed class CsvHeader
{
    private readonly Dictionary<ColumnRole, List<int>> _places;

    private CsvHeader(CsvRecord record, Dictionary<ColumnRole, List<int>> places)
    {
        Record = record;
        _places = places;
    }

    public CsvRecord Record { get; }

    /// <summary>How many columns are known.</summary>
    public int Known => _places.Values.Sum(static places => places.Count);

    /// <summary>Whether rows below it can become transactions.</summary>
    public bool Suffices => (Has(ColumnRole.Day) || Has(ColumnRole.ValueDay))
        && (Has(ColumnRole.Amount) || Has(ColumnRole.Debit) || Has(ColumnRole.Credit));

    public static CsvHeader Of(CsvRecord record)
    {
        var places = new Dictionary<ColumnRole, List<int>>();
        for (var i = 0; i < record.Cells.Length; i++)
        {
            if (ColumnNames.RoleOf(record.Cells[i]) is { } role)
            {
                (places.TryGetValue(role, out var known) ? known : places[role] = []).Add(i);
            }
        }

        return new CsvHeader(record, places);
    }

    public bool Has(ColumnRole role) => _places.ContainsKey(role);

    /// <summary>The column of that role; -1 without one. Several are refused: nothing shows which is meant.</summary>
    public int Of(ColumnRole role) => !_places.TryGetValue(role, out var places) ? -1
        : places.Count == 1 ? places[0] : Alike(places) ? places[0]
        : throw RefusedException.File(RefusalCodes.AmbiguousColumns, Place.AtLine(Record.Line, places[1] + 1),
            $"The columns {Quote(places[0])} and {Quote(places[1])} have one meaning.");

    public IReadOnlyList<int> All(ColumnRole role) => _places.TryGetValue(role, out var places) ? places : [];

    /// <summary>Leaves out a column whose cells turned out to be something else.</summary>
    public void Forget(ColumnRole role) => _places.Remove(role);

    /// <summary>Keeps one column of several.</summary>
    public void Keep(ColumnRole role, int place) => _places[role] = [place];

    // "Buchungstag" before "Valutadatum": differently named columns of days or references are told apart by rank.
    private bool Alike(List<int> places) => ColumnNames.RoleOf(Record.Cells[places[0]]) is ColumnRole.Day
        or ColumnRole.Reference or ColumnRole.ValueDay or ColumnRole.Id or ColumnRole.Direction or ColumnRole.Balance
            or ColumnRole.Account or ColumnRole.Currency or ColumnRole.Category or ColumnRole.Status
        && places.Select(place => ColumnNames.Plain(Record.Cells[place])).Distinct().Count() == places.Count;

    private string Quote(int place) => $"'{Record.Cells[place].Trim()}' ({place + 1})";
}
