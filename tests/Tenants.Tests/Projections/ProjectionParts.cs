using System.Buffers;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Projections;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.Sealing;
using OrleansRisk.Tests.Support.InMemory;

namespace OrleansRisk.Tenants.Tests.Projections;

/// <summary>A journal in memory with sealed records of a few accounts and tenants, and folders over it.</summary>
internal sealed class ProjectionParts : IDisposable
{
    private readonly Dictionary<(TenantId, string), ISealingSession> _sessions = [];
    private readonly Dictionary<(TenantId, string), long> _sequences = [];
    private long _number;

    public SealingParts Sealing { get; } = new();

    public VolatileReferenceDataStore Store { get; } = new();

    public CommittedJournal Journal { get; } = new();

    public VolatileTenants Tenants { get; } = new();

    public ManualTime Time => Sealing.Time;

    public TenantId One { get; private set; }

    public TenantId Two { get; private set; }

    public static async Task<ProjectionParts> Create()
    {
        var parts = new ProjectionParts();
        parts.One = await parts.AddTenant("one");
        parts.Two = await parts.AddTenant("two");
        return parts;
    }

    public (ProjectionRunner Folder, ReferenceDataCache Cache) NewProcess(ReferenceDataOptions? options = null)
    {
        var cache = new ReferenceDataCache(Store, Time);
        var sources = new ProjectionSources(Journal, Store, Sealing.Ring, Sealing.Rows, Tenants);
        var folder = new ProjectionRunner(
            sources, cache, (options ?? new ReferenceDataOptions()) with { RecordsPerRead = 5 }, Time,
            NullLogger<ProjectionRunner>.Instance);
        return (folder, cache);
    }

    /// <summary>Commits one group: a transaction of each account with a counterparty.</summary>
    public async Task<CommittedGroup> Commit(
        int writer, params (TenantId Tenant, string Account, ulong Counterparty)[] transactions)
    {
        var records = new List<JournalRecord>();
        foreach (var (tenant, account, counterparty) in transactions)
        {
            var sequence = Next(tenant, account);
            records.Add(await Seal(
                tenant, account, sequence, new TransactionsAssessed(null, default, [Entry(sequence, counterparty)])));
        }

        return Journal.Add(writer, records);
    }

    public async Task<CommittedGroup> Label(int writer, TenantId tenant, string account, ulong counterparty)
    {
        var sequence = Next(tenant, account);
        var label = new LabelEvent(
            sequence, 1, 1, 20_514, counterparty, LabelKind.Withdrawn, LabelKind.Fraud, Some.Moment);
        return Journal.Add(
            writer, [await Seal(
                tenant, account, sequence, new TransactionLabelled(label, "T-1", "chargeback", Some.Moment))]);
    }

    public AssessedEntry Entry(long sequence, ulong counterparty, DecisionFlags flags = DecisionFlags.None)
    {
        var decision = new Decision { Outcome = Outcome.Approve, Flags = flags };
        for (var i = 0; i < FeatureBins.Length; i++)
        {
            decision.Bins[i] = (byte)((++_number + i) % 64);
        }

        var at = Some.Moment + (sequence * 60_000);
        return new AssessedEntry(
            Some.Transaction(at: at),
            new DecisionInputs
            {
                Sequence = sequence,
                ArrivedAt = at,
                CivilDay = 20_514 + (int)(sequence / 3),
                OffsetMinutes = 480,
                Identity = (ulong)sequence << 3,
                Content = 1,
                Counterparty = counterparty,
                PopulationVersion = 0,
                PolicyVersion = 1,
            },
            decision);
    }

    public void Dispose()
    {
        foreach (var session in _sessions.Values)
        {
            session.Dispose();
        }

        Sealing.Dispose();
    }

    private async Task<TenantId> AddTenant(string name)
    {
        var row = await Tenants.Add(new TenantSettings { Name = name, Region = "my" }, CancellationToken.None);
        await Sealing.Ring.CreateTenant(row!.Id, CancellationToken.None);
        return row.Id;
    }

    private long Next(TenantId tenant, string account) =>
        _sequences[(tenant, account)] = _sequences.GetValueOrDefault((tenant, account)) + 1;

    private async Task<JournalRecord> Seal(TenantId tenant, string account, long sequence, RecordPayload body)
    {
        if (!_sessions.TryGetValue((tenant, account), out var session))
        {
            _sessions[(tenant, account)] = session = await Sealing.NewAccount(account, tenant);
        }

        var bytes = new ArrayBufferWriter<byte>();
        PayloadCodec.Write(bytes, body);
        var header = Some.Record(account, sequence, tenant: tenant) with { Kind = body.Kind, Content = body };
        return header with { Body = session.Seal(Places.OfBody(header), bytes.WrittenSpan) };
    }
}
