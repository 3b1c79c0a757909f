using Orleans;

namespace OrleansRisk.Actors.Tenants;

/// <summary>
/// A customer's consent to be kept, as the edge has checked it. Personal is the sealed content alone.
/// </summary>
/// <param name="Consent">26 letters, drawn by the edge.</param>
/// <param name="Subject">Pseudonym of the customer, 26 letters.</param>
/// <param name="Purpose">One word, nothing personal.</param>
/// <param name="From">From when on, milliseconds since 1970.</param>
/// <param name="To">Up to when, milliseconds since 1970.</param>
/// <param name="HistoryDays">How far back before <paramref name="From"/> data may lie, days; 0 for no bound.</param>
/// <param name="Content">Sealed under the tenant's key.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.consent_upload")]
public sealed record ConsentUpload(
    string Consent, string Subject, string Purpose, long From, long To, int HistoryDays, byte[] Content);
