using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Tenants.InForce;

/// <summary>
/// Keeps the consents of a tenant's customers: each is given once and revoked once, and either is a numbered change. A
/// change names the consent's id and binds the sealed content, so the list of changes holds nothing personal.
/// </summary>
public sealed class TenantConsents
{
    private readonly TenantServices _services;
    private readonly TenantId _tenant;

    internal TenantConsents(TenantServices services, TenantId tenant) => (_services, _tenant) = (services, tenant);

    /// <summary>False if a consent of this id is there already.</summary>
    public ValueTask<Outcome<bool>> Give(Caller caller, ConsentUpload upload, CancellationToken cancel) =>
        _services.Changes.Write(_tenant, caller.Principal, async () =>
        {
            var row = Row(upload);
            if (await _services.Stores.Consents.Find(_tenant, row.Id, cancel).ConfigureAwait(false) is not null)
            {
                return new(false);
            }

            var told = await Told(row.Id, ConsentEventKind.Given, row.CreatedAt, cancel).ConfigureAwait(false);
            return new ChangeProposal<bool>(true, new TenantEffect.ConsentGiven(_tenant, row), told)
            {
                Kind = TenantChangeKind.ConsentGiven,
                Subject = upload.Consent,
                ContentHash = Hash(row),
            };
        }, cancel);

    /// <summary>Revoking twice is revoking once.</summary>
    public ValueTask<Outcome<bool>> Revoke(Caller caller, string consent, CancellationToken cancel) =>
        _services.Changes.Write(_tenant, caller.Principal, async () =>
        {
            if (!AccountKey.TryParse(consent, out var id)
                || await _services.Stores.Consents.Find(_tenant, id.Value, cancel).ConfigureAwait(false) is not { } row)
            {
                return new(new Failure.NotFound());
            }

            if (row.RevokedAt is not null)
            {
                return new(false);
            }

            var revoked = row with { RevokedAt = Now() };
            var at = revoked.RevokedAt!.Value;
            var told = await Told(row.Id, ConsentEventKind.Revoked, at, cancel).ConfigureAwait(false);
            return new ChangeProposal<bool>(true, new TenantEffect.ConsentRevoked(_tenant, row.Id, at), told)
            {
                Kind = TenantChangeKind.ConsentRevoked,
                Subject = consent,
                ContentHash = Hash(revoked),
            };
        }, cancel);

    /// <summary>
    /// Has consents that have ended told, each by a change; nothing was taken under them since, whoever says so when.
    /// Returns how many.
    /// </summary>
    public async ValueTask<Outcome<int>> Expire(Caller caller, CancellationToken cancel)
    {
        var ended = await _services.Stores.Consents.Ended(_tenant, Now(), TenantLimits.ConsentsEndedAtOnce, cancel)
            .ConfigureAwait(false);
        foreach (var row in ended)
        {
            var written = await _services.Changes.Write(_tenant, caller.Principal, async () =>
            {
                var told = await Told(row.Id, ConsentEventKind.Expired, row.To, cancel).ConfigureAwait(false);
                return new ChangeProposal<bool>(true, new TenantEffect.ConsentExpired(_tenant, row.Id, row.To), told)
                {
                    Kind = TenantChangeKind.ConsentExpired,
                    Subject = new AccountKey(row.Id).ToString(),
                    ContentHash = Hash(row),
                };
            }, cancel).ConfigureAwait(false);
            if (!written.IsDone)
            {
                return written.Failure; // another has told it, or revoked it meanwhile: who asks again sees
            }
        }

        return ended.Count;
    }

    /// <summary>
    /// What is committed by now comes before the change. It is asked before the change is written, so whatever follows
    /// from it lies beyond.
    /// </summary>
    private async ValueTask<TenantEffect> Told(
        UInt128 consent, ConsentEventKind kind, long at, CancellationToken cancel)
    {
        var start = new FeedPosition(0, []);
        var behind = _services.Feed is { } feed
            ? start.UpTo(await feed.Heads(0, [], cancel).ConfigureAwait(false)) : start;
        return new TenantEffect.ConsentTold(_tenant, consent, kind, at, behind);
    }

    private ConsentRow Row(ConsentUpload upload) =>
        AccountKey.TryParse(upload.Consent, out var id) && AccountKey.TryParse(upload.Subject, out var subject)
            ? new ConsentRow(
                id.Value, subject.Value, upload.Purpose, upload.From, upload.To, upload.HistoryDays, Now(), null,
                upload.Content)
            : throw new ArgumentException("no id of a consent, or no pseudonym", nameof(upload));

    private static byte[] Hash(ConsentRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{row.Id}\0{row.Purpose}\0{row.From}\0{row.To}\0{row.HistoryDays}\0{row.RevokedAt}\0")));
        hash.AppendData(row.Content.Span);
        return hash.GetHashAndReset();
    }

    private long Now() => _services.Time.GetUtcNow().ToUnixTimeMilliseconds();
}
