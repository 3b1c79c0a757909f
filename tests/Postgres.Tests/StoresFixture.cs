using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Postgres.Journal;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Postgres.Tests;

/// <summary>
/// A database of its own with every store on it. Tests of one class share it and keep apart by their accounts.
/// </summary>
public sealed class StoresFixture : IAsyncLifetime
{
    public TestDatabase Database { get; } = new();

    public PostgresStores Stores { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        Stores = Open(Database.Options);
    }

    public async Task DisposeAsync()
    {
        await Stores.DisposeAsync();
        await Database.DisposeAsync();
    }

    public static PostgresStores Open(PostgresOptions options) =>
        PostgresStores.Open(options, TimeProvider.System, NullLoggerFactory.Instance);

    internal async Task<PostgresJournalWriter> Writer() =>
        (PostgresJournalWriter)await Stores.Writers.Open(CancellationToken.None);

    /// <summary>How many rows of the account the journal holds, as the administrator sees it.</summary>
    public Task<long> Rows(string account) =>
        Database.Ask<long>($"select count(*) from risk.journal where account = '\\x{Hex(account)}'");

    public static string Hex(string account) => Convert.ToHexString(Some.Account(account).ToBytes());
}

internal static class Writers
{
    /// <summary>Commits, and says what became of each row.</summary>
    public static async Task<CommitOutcome> Commit(
        this IJournalWriter writer, long number, params JournalRecord[] group) =>
        await writer.Commit(number, group, CancellationToken.None);

    /// <summary>What a committed group answers.</summary>
    public static void AssertAll(RowOutcome expected, CommitOutcome outcome) =>
        Assert.All(outcome.Rows, row => Assert.Equal(expected, row));
}
