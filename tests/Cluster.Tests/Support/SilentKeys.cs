using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Cluster.Tests.Support;

/// <summary>A key ring whose vault is out of reach.</summary>
internal sealed class SilentKeys : IKeyRing
{
    public ValueTask CreateTenant(TenantId tenant, CancellationToken cancel) => throw Silence();

    public ValueTask<IPseudonyms> Pseudonyms(TenantId tenant, CancellationToken cancel) => throw Silence();

    public ValueTask<(SubjectKeyRow Row, ISealingSession Session)> CreateSubject(
        TenantId tenant, AccountKey account, short generation, JournalMonth firstMonth, CancellationToken cancel) =>
            throw Silence();

    public ValueTask<ISealingSession> Open(SubjectKeyRow row, CancellationToken cancel) => throw Silence();

    private static KeyUnavailableException Silence() => new(UnavailableCause.VaultUnreachable, "silent on purpose");
}
