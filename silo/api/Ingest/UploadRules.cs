using OrleansRisk.Api.Http;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Api.Ingest;

/// <summary>What the lines of one upload are read by: its tenant's rules, the clock, and what it has met so
/// far.</summary>
internal sealed class UploadRules(IPseudonyms pseudonyms, bool strict, bool allowPanLikeIds)
{
    private readonly Dictionary<string, KnownAccount> _accounts = new(StringComparer.Ordinal);

    public bool Strict { get; } = strict;

    public UnknownFields Unknown { get; } = new();

    /// <summary>What lies before is not covered by the consent, milliseconds since 1970.</summary>
    public long ConsentedFrom { get; init; } = long.MinValue;

    /// <summary>Milliseconds since 1970, as of the piece of the upload that is being read.</summary>
    public long Now { get; set; }

    /// <summary>The account of a lender's id; the error where it is no id that is taken.</summary>
    public KnownAccount? Account(ReadOnlySpan<char> text, out LineFault? fault)
    {
        fault = null;
        var lookup = _accounts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out var known))
        {
            return known;
        }

        if (TextRules.Id(text) is { } code)
        {
            fault = new LineFault(code, "account");
            return null;
        }

        if (!allowPanLikeIds && CardNumbers.IsIn(text))
        {
            fault = new LineFault(Contract.Errors.ErrorCodes.LooksLikePan, "account");
            return null;
        }

        if (_accounts.Count >= Limits.PseudonymsPerStream)
        {
            _accounts.Clear();
        }

        var account = text.ToString();
        known = new KnownAccount(account, pseudonyms.Account(account));
        _accounts.Add(account, known);
        return known;
    }
}

/// <summary>A lender's account id and its pseudonym.</summary>
internal sealed record KnownAccount(string Account, AccountKey Key);
