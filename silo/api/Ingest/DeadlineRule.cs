using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Ingest;

/// <summary>What a caller gets who cannot be answered in time, or whose account cannot be read.</summary>
/// <param name="After">How long an answer may take; null: as long as it takes.</param>
/// <param name="UpToMinor">Greatest amount that is approved, minor units of <paramref name="Currency"/>.</param>
internal sealed record DeadlineRule(TimeSpan? After, Fallback Fallback, long UpToMinor, string Currency)
{
    /// <summary>No deadline and no fallback: history and what-if decide nothing that somebody waits for.</summary>
    public static DeadlineRule None { get; } = new(null, Fallback.Refuse, 0, "");

    public static DeadlineRule Of(TenantSettings settings, TimeSpan? asked) => new(
        asked ?? (settings.DeadlineMs > 0 ? TimeSpan.FromMilliseconds(settings.DeadlineMs) : null),
        settings.Fallback, settings.FallbackUpToMinor, settings.Currency);

    public bool Answers => Fallback != Fallback.Refuse;

    /// <summary>What is said of one transaction. Nothing is approved that was not asked for in the tenant's own
    /// currency, within its amount, and as an authorisation or booking.</summary>
    public string OutcomeOf(Transaction transaction) =>
        Fallback == Fallback.Approve && transaction.AmountMinor <= UpToMinor && transaction.Currency.Code == Currency
            ? Contract.Decisions.Outcomes.Approve
            : Contract.Decisions.Outcomes.Review;
}
