using Npgsql;
using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Crash.Tests.Servers;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Crash.Tests.Rounds;

/// <summary>
/// All that the journal holds, read by a statement of the tests' own and opened with the deployment's keys: what is
/// really there, whatever a host would say.
/// </summary>
public sealed class RecordedJournal
{
    private RecordedJournal(IReadOnlyList<RecordedAccount> accounts) => Accounts = accounts;

    public IReadOnlyList<RecordedAccount> Accounts { get; }

    public static async Task<RecordedJournal> Read(RiskDatabase database, KeyPlace place)
    {
        await using var opened = Opened.By(database, place);
        using var published = new ReferenceDataCache(opened.Stores.ReferenceData, TimeProvider.System);
        var accounts = new List<RecordedAccount>();
        foreach (var records in await Rows(database))
        {
            using var session = await opened.Session(records[0]);
            var bodies = records.ConvertAll(record => (record, (TransactionsAssessed)Bodies.Open(session, record)));
            accounts.Add(await RecordedAccount.Of(bodies, published));
        }

        return new RecordedJournal(accounts);
    }

    /// <summary>Hands over each record with a session of its account, to open it or try to.</summary>
    public static async Task Each(
        RiskDatabase database, KeyPlace place, Action<ISealingSession, JournalRecord> look)
    {
        await using var opened = Opened.By(database, place);
        foreach (var records in await Rows(database))
        {
            using var session = await opened.Session(records[0]);
            records.ForEach(record => look(session, record));
        }
    }

    private static async Task<List<List<JournalRecord>>> Rows(RiskDatabase database)
    {
        await using var connection = await RiskDatabase.Open(database.As("postgres"));
        await using var command = new NpgsqlCommand(
            """
            select tenant, account, generation, kind, fold_version, first_sequence, last_sequence, period, next_period,
                state_hash, previous_hash, sealed, base
            from risk.journal order by tenant, account, first_sequence, period
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        var accounts = new List<List<JournalRecord>>();
        while (await reader.ReadAsync())
        {
            var record = Record(reader);
            if (accounts.Count == 0 || Place(accounts[^1][0]) != Place(record))
            {
                accounts.Add([]);
            }

            accounts[^1].Add(record);
        }

        return accounts;
    }

    private static (TenantId, AccountKey) Place(JournalRecord record) => (record.Tenant, record.Account);

    private static JournalRecord Record(NpgsqlDataReader row) => new()
    {
        Tenant = new TenantId(row.GetInt32(0)),
        Account = AccountKey.FromBytes(row.GetFieldValue<byte[]>(1)),
        Generation = row.GetInt16(2),
        Kind = (RecordKind)row.GetInt16(3),
        ScoringVersion = (ushort)row.GetInt32(4),
        FirstSequence = row.GetInt64(5),
        LastSequence = row.GetInt64(6),
        Month = new JournalMonth(row.GetInt32(7)),
        NextMonth = new JournalMonth(row.GetInt32(8)),
        StateHash = unchecked((ulong)row.GetInt64(9)),
        PreviousHash = AccountKey.FromBytes(row.GetFieldValue<byte[]>(10)).Value,
        Identities = ReadOnlyMemory<byte>.Empty,
        Body = row.GetFieldValue<byte[]>(11),
        Base = row.IsDBNull(12) ? ReadOnlyMemory<byte>.Empty : row.GetFieldValue<byte[]>(12),
    };
}

/// <summary>Where the key-encryption key of a test's deployment lies, and what it is bound to.</summary>
public sealed record KeyPlace(string File, string Region, string Environment);
