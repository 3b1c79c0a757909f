using System.Text.Json;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Api.Loads.Drafts;

/// <summary>
/// The generated ids that equal rows of one day get, in order: found again from one of them, by the row that has it.
/// </summary>
internal sealed class EqualIds
{
    /// <summary>Equal rows of one day.</summary>
    private const int Most = 256;

    private readonly GeneratedIds _generated = new();
    private readonly List<string> _ids = [];
    private readonly TransactionBody _row;
    private readonly string? _text;

    private EqualIds(TransactionBody row, string? text) => (_row, _text) = (row, text);

    /// <summary>The id of the first of them: who shares it is equal.</summary>
    public string First => _ids[0];

    /// <summary>Null if the row does not hold all that its id is a digest of, as a text that was cut.</summary>
    public static EqualIds? Of(DraftRow row)
    {
        var body = JsonSerializer.Deserialize(row.Utf8.Span, ContractJson.Default.TransactionBody)!;
        if (body.Amount is null || (body.Date is null && body.At is null))
        {
            return null;
        }

        foreach (var text in new[] { body.Description ?? body.Counterparty, body.Counterparty, null }.Distinct())
        {
            var ids = new EqualIds(body, text);
            if (ids.All.Contains(body.Id))
            {
                return ids;
            }
        }

        return null;
    }

    /// <summary>All that there can be.</summary>
    public IEnumerable<string> All
    {
        get
        {
            for (var ordinal = 0; ordinal < Most; ordinal++)
            {
                if (ordinal == _ids.Count)
                {
                    _ids.Add(_generated.Of(
                        _row.Account, _row.Date ?? DateOnly.FromDateTime(_row.At!.Value.DateTime), _row.Amount!,
                        _row.Direction, _text, ""));
                }

                yield return _ids[ordinal];
            }
        }
    }
}
