using OrleansRisk.Statements.Results;

namespace OrleansRisk.Loads.Files;

/// <summary>What a file states of an account beside its rows.</summary>
public sealed record FileAccount
{
    /// <summary>The id that its rows come under.</summary>
    public required string Account { get; init; }

    /// <summary>What the file itself calls it, where <see cref="Account"/> was stated; null if it does not.</summary>
    public string? Number { get; init; }

    /// <summary>Days of its first and last row; of a statement without rows that of its balance.</summary>
    public DateOnly? From { get; init; }

    /// <summary>See <see cref="From"/>.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Balance before the first row as it is stated, else as that row's shows; minor units.</summary>
    public long? OpeningMinor { get; init; }

    /// <summary>Balance after the last booked row.</summary>
    public long? ClosingMinor { get; init; }

    /// <summary>What <see cref="Number"/> is: only two of a kind can be told apart.</summary>
    internal AccountScheme Scheme { get; init; }

    internal static FileAccount Of(StatementAccount account)
    {
        var days = account.Rows.Where(static row => row.Day is not null).Select(static row => row.Day!.Value)
            .DefaultIfEmpty(account.Closing?.Day ?? account.Opening?.Day ?? default).ToList();
        var (from, to) = (days.Min(), days.Max());
        var booked = account.Rows.Where(static row => row is { Status: RowStatus.Booked, IsModified: false }).ToList();
        return new FileAccount
        {
            Account = account.Id,
            Number = account.Named?.Id,
            Scheme = account.Named?.Scheme ?? AccountScheme.None,
            From = from == default ? null : from,
            To = to == default ? null : to,
            OpeningMinor = account.Opening?.Amount.Minor ?? (booked is [{ BalanceAfter: { } after } first, ..]
                ? after.Minor - first.Signed.Minor : null),
            ClosingMinor = account.Closing?.Amount.Minor
                ?? (booked is [.., { BalanceAfter: { } last }] ? last.Minor : null),
        };
    }

    /// <summary>
    /// Whether the other is another account, though one id was stated for both. A bank's number may stand with or
    /// without what comes before it.
    /// </summary>
    public bool IsAnother(FileAccount other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Number is not { } one || other.Number is not { } two || Scheme != other.Scheme)
        {
            return false;
        }

        return Scheme switch
        {
            AccountScheme.Iban => one != two,
            AccountScheme.Number => Digits(one) is { Length: > 0 } ours && Digits(two) is { Length: > 0 } theirs
                && !ours.EndsWith(theirs, StringComparison.Ordinal)
                && !theirs.EndsWith(ours, StringComparison.Ordinal),
            _ => false, // a provider's ids are new each time that the customer links the account
        };
    }

    private static string Digits(string number) => string.Concat(number.Where(char.IsAsciiDigit));
}
