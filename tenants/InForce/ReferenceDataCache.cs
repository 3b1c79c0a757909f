using System.Collections.Concurrent;
using System.Security.Cryptography;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Tenants.Categories;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Tenants.InForce;

/// <summary>
/// What is published, in this process's memory. Every tenant begins with the population that core ships (number 0) and
/// the standard thresholds (number 1); what it publishes itself follows these.
/// </summary>
public sealed class ReferenceDataCache : IReferenceData, IDisposable
{
    private readonly IReferenceDataStore _store;
    private readonly TimeProvider _time;
    private readonly FigureReads _reads;
    private readonly ModelDeploymentCache _deployments;
    private readonly ConcurrentDictionary<TenantId, TenantReferenceData> _tenants = new();
    // Versions of reference data that records name, for replay: few at a time, and each may be read again.
    private readonly ConcurrentDictionary<(TenantId Tenant, ReferenceDataKind Kind, int Version), object> _older =
        new();

    /// <param name="models">
    /// Where the models of model deployments are; without it only tenants without models are served.
    /// </param>
    public ReferenceDataCache(IReferenceDataStore store, TimeProvider time, IModelStore? models = null)
    {
        (_store, _time) = (store, time);
        _deployments = new ModelDeploymentCache(store, models);
        Rules = new CategoryRulesBook(store);
        _reads = new FigureReads(store, Newest, Metrics);
    }

    /// <summary>Figures answered as missing since the start: not known anywhere, or not in time.</summary>
    public long StatisticsMissing => Metrics.Missing;

    internal ReferenceDataMetrics Metrics { get; } = new();

    /// <summary>What payees are paid for, by each tenant's rules.</summary>
    public CategoryRulesBook Rules { get; }

    public ValueTask<CounterpartyStatistics> Figures(TenantId tenant, ulong counterparty)
    {
        var now = Newest(tenant);
        if (!now.Figures.TryGetValue(counterparty, out var figures) && !now.Read.TryGetValue(counterparty, out figures))
        {
            return new ValueTask<CounterpartyStatistics>(ReadStatistics(tenant, counterparty));
        }

        if (!figures.Known)
        {
            Metrics.StatisticsMissing("nowhere");
        }

        return new ValueTask<CounterpartyStatistics>(figures);
    }

    public PopulationTable Population(TenantId tenant) => Newest(tenant).Population;

    public async ValueTask<PopulationTable?> Population(TenantId tenant, int version, CancellationToken cancel)
    {
        var now = Newest(tenant).Population;
        return version == now.Version ? now
            : version == 0 ? PopulationTable.Shipped
            : await Older(tenant, ReferenceDataKind.Population, version, Table, cancel).ConfigureAwait(false);
    }

    public Policy Policy(TenantId tenant) => Newest(tenant).Policy;

    public CategoryRules CategoryRules(TenantId tenant) => Rules.Of(tenant);

    public async ValueTask<Policy?> Policy(TenantId tenant, int version, CancellationToken cancel)
    {
        var now = Newest(tenant).Policy;
        return version == now.Version ? now
            : version == Core.Policies.Policy.Standard.Version ? Core.Policies.Policy.Standard
            : await Older(tenant, ReferenceDataKind.Policy, version, PolicyContent.Read, cancel).ConfigureAwait(false);
    }

    public ModelDeployment ModelDeployment(TenantId tenant) =>
        ModelDeploymentCache.At(Newest(tenant).ModelDeployments, _time.GetUtcNow().ToUnixTimeMilliseconds());

    public ValueTask<ModelDeployment?> ModelDeployment(TenantId tenant, int version, CancellationToken cancel) =>
        _deployments.Find(tenant, version, cancel);

    /// <summary>Takes over the tenant's newest thresholds, model deployments and rules.</summary>
    public async ValueTask Follow(TenantId tenant, CancellationToken cancel)
    {
        await FollowModelDeployments(tenant, cancel).ConfigureAwait(false);
        await Rules.Newest(tenant, cancel).ConfigureAwait(false);
        if (await _store.Newest(tenant, ReferenceDataKind.Policy, cancel).ConfigureAwait(false) is { } stored)
        {
            Put(tenant, PolicyContent.Read(stored));
        }
    }

    public void Dispose() => Metrics.Dispose();

    internal TenantReferenceData Newest(TenantId tenant) =>
        _tenants.GetOrAdd(tenant, static _ => TenantReferenceData.Nothing());

    /// <summary>Reads the tenant's newest versions; what is in memory already and is as new, stays.</summary>
    internal async ValueTask Load(TenantId tenant, CancellationToken cancel)
    {
        try
        {
            await FollowModelDeployments(tenant, cancel).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is ModelUnreadableException or ReferenceDataUnreadableException)
        {
            // One tenant's damaged model keeps nobody else waiting: its own calls follow again, and are refused.
        }

        if (await _store.Newest(tenant, ReferenceDataKind.Policy, cancel).ConfigureAwait(false) is { } policy)
        {
            Put(tenant, PolicyContent.Read(policy));
        }

        await Rules.Newest(tenant, cancel).ConfigureAwait(false);
        if (await _store.Newest(tenant, ReferenceDataKind.Population, cancel).ConfigureAwait(false) is { } population
            && population.Version > Newest(tenant).Population.Version)
        {
            Put(population, new Dictionary<ulong, CounterpartyStatistics>());
        }
    }

    /// <summary>Puts a published into force, with the figures that belong to it.</summary>
    internal void Put(ReferenceDataVersion population, IReadOnlyDictionary<ulong, CounterpartyStatistics> figures)
    {
        var table = Table(population);
        _tenants.AddOrUpdate(population.Tenant, _ => Next(TenantReferenceData.Nothing()), (_, now) => Next(now));
        Metrics.Published();

        TenantReferenceData Next(TenantReferenceData now) => now with
        {
            Population = table,
            Day = PopulationRow.Day(population.Content.Span),
            EventTime = PopulationRow.Time(population.Content.Span),
            PublishedAt = population.PublishedAt,
            Figures = figures,
            Read = new ConcurrentDictionary<ulong, CounterpartyStatistics>(),
        };
    }

    /// <summary>Takes over newer model deployments, with their models, whoever put them up.</summary>
    public async ValueTask FollowModelDeployments(TenantId tenant, CancellationToken cancel)
    {
        var (known, now) = (Newest(tenant).ModelDeployments, _time.GetUtcNow().ToUnixTimeMilliseconds());
        var found = await _deployments.Newest(tenant, known, now, cancel).ConfigureAwait(false);
        if (!ReferenceEquals(known, found))
        {
            _tenants.AddOrUpdate(
                tenant, _ => TenantReferenceData.Nothing() with { ModelDeployments = found }, (_, present) =>
                present.ModelDeployments[0].Version >= found[0].Version ? present
                : present with { ModelDeployments = found });
        }
    }

    private void Put(TenantId tenant, Policy policy) => _tenants.AddOrUpdate(
        tenant, _ => TenantReferenceData.Nothing() with { Policy = policy },
        (_, now) => now.Policy.Version >= policy.Version ? now : now with { Policy = policy });

    private async Task<CounterpartyStatistics> ReadStatistics(TenantId tenant, ulong counterparty)
    {
        if (_reads.Ask(tenant, counterparty) is not { } reading)
        {
            Metrics.StatisticsMissing("late");
            return default;
        }

        await ((Task)reading).WaitAsync(TenantLimits.StatisticsWait, _time).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing);
        if (!reading.IsCompletedSuccessfully)
        {
            Metrics.StatisticsMissing(reading.IsCompleted ? "failed" : "late");
            return default;
        }

        var figures = await reading.ConfigureAwait(false);
        if (!figures.Known)
        {
            Metrics.StatisticsMissing("nowhere");
        }

        return figures;
    }

    private async ValueTask<T?> Older<T>(
        TenantId tenant, ReferenceDataKind kind, int version, Func<ReferenceDataVersion, T> read,
        CancellationToken cancel)
        where T : class
    {
        if (_older.TryGetValue((tenant, kind, version), out var kept))
        {
            return (T)kept;
        }

        if (await _store.Find(tenant, kind, version, cancel).ConfigureAwait(false) is not { } published)
        {
            return null;
        }

        CheckHash(published);
        if (_older.Count >= TenantLimits.OlderVersionsMax)
        {
            _older.Clear();
        }

        var value = read(published);
        _older[(tenant, kind, version)] = value;
        return value;
    }

    private static PopulationTable Table(ReferenceDataVersion published)
    {
        CheckHash(published);
        return PopulationRow.Table(published.Content.Span, published.Version);
    }

    private static void CheckHash(ReferenceDataVersion published)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(published.Content.Span, hash);
        if (!hash.SequenceEqual(published.Hash.Span))
        {
            throw new ReferenceDataUnreadableException("a publication is not what its hash says");
        }
    }
}
