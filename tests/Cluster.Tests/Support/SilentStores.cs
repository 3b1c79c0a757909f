using System.Collections.Concurrent;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Snapshots;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tenants.Versions;

namespace OrleansRisk.Cluster.Tests.Support;

/// <summary>
/// Stores in which nothing was ever written and the database does not answer; they remember which tenants and
/// accounts were asked for, which is how a test sees that a call reached an actor. A question for a tenant can be
/// held back.
/// </summary>
internal sealed class SilentStores : IJournal, IJournalReader, ISnapshots, ITenantStore, IReferenceData, ITenantChanges,
    ITenantScoringVersions, IConsentStore
{
    private readonly ConcurrentDictionary<TenantId, int> _asked = new();
    private volatile TaskCompletionSource? _held;

    /// <summary>Questions for tenants end in an exception nobody expects.</summary>
    public bool Broken { get; set; }

    public int Asked(TenantId tenant) => _asked.GetValueOrDefault(tenant);

    /// <summary>From now on questions for tenants wait; complete the result to let them go.</summary>
    public TaskCompletionSource Hold() =>
        _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Notices of changes, each of which asks for its tenant.</summary>
    public TenantNotices Notices()
    {
        var notices = new TenantNotices([]);
        notices.Follow((tenant, _) =>
        {
            Ask(tenant);
            return ValueTask.CompletedTask;
        });
        return notices;
    }

    public ValueTask<ushort> Of(TenantId tenant, CancellationToken cancel) => new(ScoringVersions.Newest);

    public ValueTask<Appended> Append(JournalRecord record) => throw Silence();

    public ValueTask<AccountOpening> Open(TenantId tenant, AccountKey account, CancellationToken cancel)
    {
        Ask(tenant);
        return ValueTask.FromResult(new AccountOpening(null, null, []));
    }

    public ValueTask<IReadOnlyList<JournalRecord>> After(
        TenantId tenant, AccountKey account, long afterSequence, int limit, CancellationToken cancel) =>
            throw Silence();

    public ValueTask<IReadOnlyList<JournalRecord>> Find(
        TenantId tenant, AccountKey account, IReadOnlyList<long> sequences, CancellationToken cancel) =>
            throw Silence();

    public ValueTask<IReadOnlyList<JournalRecord>> FromBase(
        TenantId tenant, AccountKey account, long sequence, CancellationToken cancel) => throw Silence();

    public ValueTask<IReadOnlyList<IdentityRow>> Identities(
        TenantId tenant, AccountKey account, long afterSequence, CancellationToken cancel) => throw Silence();

    public ValueTask<IReadOnlyList<IdentityRow>> FindIdentities(
        TenantId tenant, AccountKey account, IReadOnlyCollection<SequenceRange> ranges, CancellationToken cancel) =>
        throw Silence();

    public ValueTask<IReadOnlyList<JournalRecord>> AfterPositions(
        IReadOnlyDictionary<int, long> positions, int limit, CancellationToken cancel) => throw Silence();

    public ValueTask Write(IReadOnlyList<Snapshot> snapshots, CancellationToken cancel) => throw Silence();

    public async ValueTask<TenantRow?> Find(TenantId tenant, CancellationToken cancel)
    {
        Ask(tenant);
        if (_held is { } held)
        {
            await held.Task;
        }

        throw Broken ? new InvalidOperationException("broken on purpose") : Silence();
    }

    public ValueTask<IReadOnlyList<TenantRow>> All(CancellationToken cancel) => throw Silence();

    public ValueTask<ApiKeyRow?> FindKey(string id, CancellationToken cancel) => throw Silence();

    public ValueTask<IReadOnlyList<ApiKeyRow>> Keys(TenantId tenant, CancellationToken cancel) =>
        Asking<IReadOnlyList<ApiKeyRow>>(tenant);

    public ValueTask<KeyChanges> KeyChanges(long after, CancellationToken cancel) => throw Silence();

    public ValueTask<CounterpartyStatistics> Figures(TenantId tenant, ulong counterparty) =>
        Asking<CounterpartyStatistics>(tenant);

    public PopulationTable Population(TenantId tenant) => throw Silence();

    public ValueTask<PopulationTable?> Population(TenantId tenant, int version, CancellationToken cancel) =>
        throw Silence();

    public Policy Policy(TenantId tenant) => throw Silence();

    public ValueTask<Policy?> Policy(TenantId tenant, int version, CancellationToken cancel) => throw Silence();

    public ValueTask<IReadOnlyList<TenantChange>> Before(
        TenantId tenant, long before, int limit, CancellationToken cancel) =>
        Asking<IReadOnlyList<TenantChange>>(tenant);

    public ValueTask<ConsentRow?> Find(TenantId tenant, UInt128 id, CancellationToken cancel) =>
        Asking<ConsentRow?>(tenant);

    public ValueTask<IReadOnlyList<ConsentRow>> Before(
        TenantId tenant, long createdAt, UInt128 id, int limit, CancellationToken cancel) =>
        Asking<IReadOnlyList<ConsentRow>>(tenant);

    public ValueTask<IReadOnlyList<ConsentRow>> Ended(
        TenantId tenant, long by, int limit, CancellationToken cancel) => Asking<IReadOnlyList<ConsentRow>>(tenant);

    public ValueTask Link(TenantId tenant, UInt128 consent, AccountKey account, CancellationToken cancel) =>
        throw Silence();

    public ValueTask<IReadOnlyList<AccountKey>> Accounts(
        TenantId tenant, UInt128 consent, AccountKey after, int limit, CancellationToken cancel) =>
        Asking<IReadOnlyList<AccountKey>>(tenant);

    public ValueTask TakenBack(TenantId tenant, UInt128 consent, AccountKey account, CancellationToken cancel) =>
        throw Silence();

    public ValueTask<bool> AnyRevoked(TenantId tenant, CancellationToken cancel) => Asking<bool>(tenant);

    public ValueTask<bool> IsFrozen(TenantId tenant, AccountKey account, CancellationToken cancel) =>
        Asking<bool>(tenant);

    private ValueTask<T> Asking<T>(TenantId tenant)
    {
        Ask(tenant);
        throw Silence();
    }

    private void Ask(TenantId tenant) => _asked.AddOrUpdate(tenant, 1, static (_, count) => count + 1);

    private static JournalUnavailableException Silence() => new("silent on purpose");
}
