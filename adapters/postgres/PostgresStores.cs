using Microsoft.Extensions.Logging;
using OrleansRisk.Engine.Credit;
using OrleansRisk.Engine.Days;
using OrleansRisk.Engine.Feed;
using OrleansRisk.Engine.Journal;
using OrleansRisk.Engine.Learned;
using OrleansRisk.Engine.Publications;
using OrleansRisk.Engine.Sealing;
using OrleansRisk.Engine.Snapshots;
using OrleansRisk.Engine.Tenants;
using OrleansRisk.Engine.Upgrades;
using OrleansRisk.Postgres.Days;
using OrleansRisk.Engine.Webhooks;
using OrleansRisk.Postgres.Feed;
using OrleansRisk.Postgres.Journal;
using OrleansRisk.Postgres.Keys;
using OrleansRisk.Postgres.Partitions;
using OrleansRisk.Postgres.Publications;
using OrleansRisk.Postgres.Snapshots;
using OrleansRisk.Postgres.Starting;
using OrleansRisk.Postgres.Tenants;
using OrleansRisk.Postgres.Upgrades;
using OrleansRisk.Postgres.Webhooks;

namespace OrleansRisk.Postgres;

/// <summary>
/// Everything that a host keeps in PostgreSQL, built from four connection strings. Opening connects to nothing yet.
/// </summary>
public sealed class PostgresStores : IAsyncDisposable
{
    private readonly Pool[] _pools;
    private readonly PostgresJournalReader _journal;
    private readonly PostgresOptions _options;

    private PostgresStores(PostgresOptions options, TimeProvider time, ILoggerFactory logs)
    {
        _options = options;
        var snapshots = new Pool(options.Writer, "risk snapshots", options.OtherConnections, options, time);
        var reader = new Pool(options.Reader, "risk reader", options.ReaderConnections, options, time);
        var projector = new Pool(options.Projector, "risk projector", options.OtherConnections, options, time);
        var operators = new Pool(options.Operator, "risk operator", options.OtherConnections, options, time);
        _pools = [snapshots, reader, projector, operators];

        var reads = new TenantReads(reader);
        _journal = new PostgresJournalReader(reads, projector, options);
        Lanes = new PostgresLanes(options, time, logs.CreateLogger<PostgresLane>());
        Snapshots = new PostgresSnapshots(snapshots);
        Keys = new PostgresKeyRows(reads, operators);
        Tenants = new PostgresTenantStore(operators);
        Maps = new PostgresMapStore(reads, operators);
        Models = new PostgresModelStore(reads, operators);
        Assessments = new PostgresAssessmentStore(reads, operators);
        Customers = new PostgresCustomerStore(reads, operators);
        Repeats = new PostgresRepeatStore(operators);
        Subscriptions = new PostgresSubscriptionStore(reads, operators);
        Nodes = new PostgresNodes(operators);
        Days = new PostgresDaySweeps(operators);
        Feed = new PostgresFeedReads(reads, projector);
        Webhooks = new PostgresWebhookStore(reads, operators, projector);
        WebhookQueue = new PostgresWebhookQueue(projector);
        Publications = new PostgresPublicationStore(reads, projector, options.FoldedScopes);
        Periods = new JournalPeriods(operators, time);
    }

    public ILanes Lanes { get; }

    public IJournalReader Journal => _journal;

    public ISnapshots Snapshots { get; }

    public IKeyRows Keys { get; }

    public ITenantStore Tenants { get; }

    public IMapStore Maps { get; }

    public IModelStore Models { get; }

    public IAssessmentStore Assessments { get; }

    public ICustomerStore Customers { get; }

    public IRepeatStore Repeats { get; }

    public ISubscriptionStore Subscriptions { get; }

    public INodes Nodes { get; }

    public IDaySweeps Days { get; }

    public IFeedReads Feed { get; }

    public IWebhookStore Webhooks { get; }

    public IWebhookQueue WebhookQueue { get; }

    public IPublicationStore Publications { get; }

    /// <summary>The months of the journal: a host sees to it now and then that those ahead are there.</summary>
    public JournalPeriods Periods { get; }

    /// <summary>
    /// Throws <see cref="System.ComponentModel.DataAnnotations.ValidationException"/> where an option is out of its
    /// range.
    /// </summary>
    public static PostgresStores Open(PostgresOptions options, TimeProvider time, ILoggerFactory logs)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logs);
        options.Validate();
        return new PostgresStores(options, time, logs);
    }

    /// <summary>
    /// What a host must know before it serves: the server's settings, each role's rights, the schema's version. Empty
    /// where all is well; each refusal names the thing and the mend. Throws <see cref="JournalUnavailableException"/>
    /// where the server cannot be asked.
    /// </summary>
    public Task<IReadOnlyList<StartRefusal>> Check(CancellationToken cancel) => StartChecks.Run(_options, cancel);

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        foreach (var pool in _pools)
        {
            await pool.DisposeAsync();
        }
    }
}
