using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Tenants.InForce;

/// <summary>
/// One tenant, whoever hosts it. Holds what its quotas have given and nothing else: the store does, and its versions
/// keep two writers apart.
/// </summary>
public sealed partial class TenantActor(TenantServices services, TenantId tenant)
{
    private const int RetentionMonthsMax = 120;
    private const short ScoreMax = 1_000;

    private readonly TenantQuotas _quotas = new(services.Time);

    public async ValueTask<Outcome<TenantSettings>> Describe(CancellationToken cancel) =>
        await services.Store.Find(tenant, cancel) is { } row
            ? row.Settings
            : new Failure.NotFound();

    /// <summary>
    /// Puts the next version of the settings into force. Name and region stay what they are; the version must be the
    /// one after the present, else someone else was faster and the caller looks again.
    /// </summary>
    public async ValueTask<Outcome<TenantSettings>> Configure(TenantSettings settings, CancellationToken cancel)
    {
        Check(settings);
        if (await services.Store.Find(tenant, cancel) is not { } present)
        {
            return new Failure.NotFound();
        }

        var next = settings with { Name = present.Settings.Name, Region = present.Settings.Region };
        if (next.Version != present.Settings.Version + 1
            || !await services.Store.Update(new TenantRow(tenant, next), cancel))
        {
            return new Failure.Refused("version_conflict", "version");
        }

        await services.Thresholds.Publish(tenant, next.ReviewAt, next.DeclineAt, cancel);
        services.Directory.Forget(tenant);
        Configured(services.Logger, tenant, next.Version);
        return next;
    }

    /// <summary>
    /// Makes a key for this tenant and shows its secret, this once. No key made here acts for the platform.
    /// </summary>
    public async ValueTask<Outcome<ApiKey>> IssueKey(Caller caller, KeyRequest request, CancellationToken cancel)
    {
        Check(request);
        if (await services.Store.Find(tenant, cancel) is not { } present)
        {
            return new Failure.NotFound();
        }

        var now = Now();
        var live = (
            await services.Store.Keys(tenant, cancel)).Count(key => key.RevokedAt is null && !(key.ExpiresAt <= now));
        if ((request.Roles & (Roles.Operator | Roles.Sweep)) != 0 || live >= TenantLimits.KeysPerTenantMax)
        {
            return new Failure.Denied();
        }

        var secret = ApiKeySecret.New(present.Settings.Region);
        var row = new ApiKeyRow(
            secret.Id, tenant, request.Label, request.Roles, secret.Hash(), now, request.ExpiresAt, RevokedAt: null,
            request.LinesPerSecond);
        await services.Store.AddKey(row, cancel);
        KeyIssued(services.Logger, tenant, row.Id, caller.Principal);
        return Shown(row) with { Secret = secret.Text() };
    }

    /// <summary>Revoking twice is revoking once.</summary>
    public async ValueTask<Outcome<ApiKey>> RevokeKey(Caller caller, string keyId, CancellationToken cancel)
    {
        if (!await services.Store.RevokeKey(tenant, keyId, Now(), cancel)
            || await services.Store.FindKey(keyId, cancel) is not { } row || row.Tenant != tenant)
        {
            return new Failure.NotFound();
        }

        KeyRevoked(services.Logger, tenant, keyId, caller.Principal);
        return Shown(row);
    }

    public async ValueTask<Outcome<IReadOnlyList<ApiKey>>> Keys(CancellationToken cancel)
    {
        var rows = await services.Store.Keys(tenant, cancel);
        return new(rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id, StringComparer.Ordinal)
            .Select(Shown).ToList());
    }

    /// <summary>Lines that a silo may take, of the tenant's quota or of a key's.</summary>
    public async ValueTask<Outcome<QuotaLease>> LeaseLines(QuotaRequest request, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Rate, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Recent);
        var rate = request.Rate;
        if (request.Key.Length == 0)
        {
            if (await services.Directory.Find(tenant, cancel) is not { Settings: var settings })
            {
                return new Failure.NotFound();
            }

            rate = request.History ? settings.HistoryLinesPerSecond : settings.LinesPerSecond;
        }

        // Without a bound any more, which the silo will read in a moment.
        var (lines, wait) = rate == 0 ? (request.Rate, 0) : _quotas.Lease(request, rate);
        return new QuotaLease(lines, wait, _quotas.Source);
    }

    private long Now() => services.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private static ApiKey Shown(ApiKeyRow row) =>
        new(row.Id, row.Label, row.Roles, row.CreatedAt, row.ExpiresAt, row.RevokedAt, Secret: null,
            row.LinesPerSecond);

    /// <summary>
    /// The edge has refused what is wrong with a message; what comes through regardless is a bug of ours.
    /// </summary>
    private static void Check(TenantSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.RetentionMonths, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.RetentionMonths, RetentionMonthsMax);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.ReviewAt);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.DeclineAt, settings.ReviewAt);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.DeclineAt, ScoreMax);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.DeadlineMs);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((byte)settings.Fallback, (byte)Fallback.Approve);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.FallbackUpToMinor);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.LinesPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.HistoryLinesPerSecond);
        if (!Currency.TryParse(settings.Currency, out _) || !CivilClock.Knows(settings.Zone))
        {
            throw new ArgumentException("no such currency or zone", nameof(settings));
        }
    }

    private void Check(KeyRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfZero(request.Label.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Label.Length, TenantLimits.KeyLabelMax);
        ArgumentOutOfRangeException.ThrowIfEqual(request.Roles, Roles.None);
        ArgumentOutOfRangeException.ThrowIfNegative(request.LinesPerSecond);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.ExpiresAt ?? long.MaxValue, Now());
    }
}
