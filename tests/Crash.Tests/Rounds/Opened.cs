using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Crash.Tests.Servers;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Postgres;
using OrleansRisk.Vaults;

namespace OrleansRisk.Crash.Tests.Rounds;

/// <summary>The keys of a deployment, in the hands of a test.</summary>
internal sealed class Opened : IAsyncDisposable
{
    private readonly LocalFileKey _vaultKey;
    private readonly KeyRing _keys;

    private Opened(RiskDatabase database, KeyPlace place)
    {
        Stores = PostgresStores.Open(database.Options(), TimeProvider.System, NullLoggerFactory.Instance);
        _vaultKey = LocalFileKey.Open(place.File, place.Region, place.Environment, production: false);
        _keys = new KeyRing(
            Stores.Keys, VaultKek.Local(_vaultKey), new KeyRingOptions(place.Region, place.Environment),
            TimeProvider.System, NullLogger<KeyRing>.Instance);
    }

    public PostgresStores Stores { get; }

    public static Opened By(RiskDatabase database, KeyPlace place) => new(database, place);

    /// <summary>A session that opens and seals what belongs to the record's account.</summary>
    public async Task<ISealingSession> Session(JournalRecord record)
    {
        var row = await Stores.Keys.SubjectKey(record.Tenant, record.Account, CancellationToken.None)
            ?? throw new InvalidOperationException($"account {record.Account} has records and no key");
        return await _keys.Open(row, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        _keys.Dispose();
        _vaultKey.Dispose();
        await Stores.DisposeAsync();
    }
}
