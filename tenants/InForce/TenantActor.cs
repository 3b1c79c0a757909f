using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Tenants.InForce;

/// <summary>
/// One tenant, whoever hosts it: the single writer of what it has in force. Holds what its quotas have given and
/// nothing else: the store does, and the numbers of its changes keep two writers apart.
/// </summary>
public sealed class TenantActor(TenantServices services, TenantId tenant)
{
    private const int RetentionMonthsMax = 120;
    private const short ScoreMax = 1_000;

    private readonly TenantQuotas _quotas = new(services.Time);

    /// <summary>Its models, and which of them count.</summary>
    public TenantModels Models { get; } = new(services, tenant);

    /// <summary>Which scoring version counts, and which is to.</summary>
    public TenantScoring Scoring { get; } = new(services, tenant);

    /// <summary>Its column maps and category rules.</summary>
    public TenantRules Rules { get; } = new(services, tenant);

    /// <summary>Its customers' consents.</summary>
    public TenantConsents Consents { get; } = new(services, tenant);

    private TenantStores Stores => services.Stores;

    public async ValueTask<Outcome<TenantSettings>> Describe(CancellationToken cancel) =>
        await Stores.Tenants.Find(tenant, cancel) is { } row
            ? row.Settings
            : new Failure.NotFound();

    /// <summary>
    /// Puts the next version of the settings into force. Name and region stay what they are; the version must be the
    /// one after the present, else someone else was faster and the caller looks again.
    /// </summary>
    public ValueTask<Outcome<TenantSettings>> Configure(
        Caller caller, TenantSettings settings, CancellationToken cancel)
    {
        Check(settings);
        return services.Changes.Write(tenant, caller.Principal, async () =>
        {
            if (await Stores.Tenants.Find(tenant, cancel) is not { Settings: var present })
            {
                return new(new Failure.NotFound());
            }

            var next = settings with { Name = present.Name, Region = present.Region };
            if (next.Version != present.Version + 1)
            {
                return new(new Failure.Refused("version_conflict", "version"));
            }

            var policy = await Stores.Reference.Newest(tenant, ReferenceDataKind.Policy, cancel);
            List<TenantEffect> effects = [new TenantEffect.SettingsKept(new TenantRow(tenant, next))];
            if (Thresholds.Next(tenant, policy, next, Now()) is { } thresholds)
            {
                effects.Add(new TenantEffect.Published(thresholds));
            }

            return new ChangeProposal<TenantSettings>(next, effects)
            {
                Kind = TenantChangeKind.SettingsChanged,
                Version = next.Version,
                ContentHash = SettingsContent.Hash(next),
            };
        }, cancel);
    }

    /// <summary>
    /// Makes a key for this tenant and shows its secret, this once. No key made here acts for the platform.
    /// </summary>
    public ValueTask<Outcome<ApiKey>> IssueKey(Caller caller, KeyRequest request, CancellationToken cancel)
    {
        Check(request);
        return services.Changes.Write(tenant, caller.Principal, async () =>
        {
            if (await Stores.Tenants.Find(tenant, cancel) is not { } present)
            {
                return new(new Failure.NotFound());
            }

            var now = Now();
            var keys = await Stores.Tenants.Keys(tenant, cancel);
            var live = keys.Count(key => key.RevokedAt is null && !(key.ExpiresAt <= now));
            if ((request.Roles & (Roles.Operator | Roles.Sweep)) != 0 || live >= TenantLimits.KeysPerTenantMax)
            {
                return new(new Failure.Denied());
            }

            var secret = ApiKeySecret.New(present.Settings.Region);
            var row = new ApiKeyRow(
                secret.Id, tenant, request.Label, request.Roles, secret.Hash(), now, request.ExpiresAt, RevokedAt: null,
                request.LinesPerSecond);
            return new ChangeProposal<ApiKey>(
                Shown(row) with { Secret = secret.Text() }, new TenantEffect.KeyAdded(row))
            {
                Kind = TenantChangeKind.KeyIssued,
                Subject = row.Id,
                ContentHash = SettingsContent.Hash(Shown(row)),
            };
        }, cancel);
    }

    /// <summary>Revoking twice is revoking once.</summary>
    public ValueTask<Outcome<ApiKey>> RevokeKey(Caller caller, string keyId, CancellationToken cancel) =>
        services.Changes.Write(tenant, caller.Principal, async () =>
        {
            if (await Stores.Tenants.FindKey(keyId, cancel) is not { } row || row.Tenant != tenant)
            {
                return new(new Failure.NotFound());
            }

            if (row.RevokedAt is not null)
            {
                return new(Shown(row));
            }

            var now = Now();
            var revoked = Shown(row with { RevokedAt = now });
            return new ChangeProposal<ApiKey>(revoked, new TenantEffect.KeyRevoked(tenant, keyId, now))
            {
                Kind = TenantChangeKind.KeyRevoked,
                Subject = keyId,
                ContentHash = SettingsContent.Hash(revoked),
            };
        }, cancel);

    public async ValueTask<Outcome<IReadOnlyList<ApiKey>>> Keys(CancellationToken cancel)
    {
        var rows = await Stores.Tenants.Keys(tenant, cancel);
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

    internal static ApiKey Shown(ApiKeyRow row) =>
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
