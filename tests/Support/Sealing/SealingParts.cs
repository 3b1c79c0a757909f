using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Tests.Support.Sealing;

/// <summary>A key ring over rows in memory and a clock that stands still, with one tenant.</summary>
internal sealed class SealingParts : IDisposable
{
    public SealingParts(TamperedKeyRows? rows = null)
    {
        Rows = rows ?? new TamperedKeyRows();
        Ring = AnotherProcess();
    }

    public TamperedKeyRows Rows { get; }

    public BlindKek Kek { get; init; } = new();

    public ManualTime Time { get; } = new();

    public KeyRing Ring { get; }

    public static async Task<SealingParts> WithTenants(params TenantId[] tenants)
    {
        var parts = new SealingParts();
        foreach (var tenant in tenants)
        {
            await parts.Ring.CreateTenant(tenant, CancellationToken.None);
        }

        return parts;
    }

    /// <summary>A ring of its own over the same rows and vault.</summary>
    public KeyRing AnotherProcess(string region = "my", string environment = "test", TamperedKeyRows? rows = null) =>
        new(rows ?? Rows, Kek, new KeyRingOptions(region, environment), Time, NullLogger<KeyRing>.Instance);

    public async Task<ISealingSession> NewAccount(string account = "account", TenantId? tenant = null)
    {
        var (row, session) = await Ring.CreateSubject(
            tenant ?? Some.Tenant, Some.Account(account), 1, Some.Month, CancellationToken.None);
        Rows.Subjects[(row.Tenant, row.Account)] = row;
        return session;
    }

    public async Task<ISealingSession> Open(
        string account = "account", KeyRing? ring = null, TenantId? tenant = null) =>
        await (ring ?? Ring).Open(
            Rows.Subjects[(tenant ?? Some.Tenant, Some.Account(account))], CancellationToken.None);

    public void Dispose() => Ring.Dispose();

    public static SealPlace Place(string account = "account") => new(
        SealedKind.RecordPayload, Some.Account(account), 1, RecordKind.Assessed, 5, 6, 1,
        Some.Month, Some.Month, new UInt128(7, 8), 9);

    /// <summary>Where a tenant that was made here is sealed.</summary>
    public static TenantOrigin Origin(TenantId? tenant = null) =>
        new(new TamperedKeyRows().Deployment, (tenant ?? Some.Tenant).Value);

    public static readonly Dictionary<string, Func<SealPlace, SealPlace>> OtherPlaces = new()
    {
        ["sealed kind"] = static place => place with { Kind = SealedKind.Base },
        ["record kind"] = static place => place with { Record = RecordKind.Labelled },
        ["account"] = static place => place with { Account = new AccountKey(place.Account.Value ^ 1) },
        ["generation"] = static place => place with { Generation = 2 },
        ["first sequence"] = static place => place with { FirstSequence = 4 },
        ["last sequence"] = static place => place with { LastSequence = 7 },
        ["fold version"] = static place => place with { ScoringVersion = 2 },
        ["period"] = static place => place with { Month = new JournalMonth(202602) },
        ["next period"] = static place => place with { NextMonth = new JournalMonth(202604) },
        ["previous hash"] = static place => place with { PreviousHash = place.PreviousHash + 1 },
        ["state hash"] = static place => place with { StateHash = place.StateHash + 1 },
    };
}
