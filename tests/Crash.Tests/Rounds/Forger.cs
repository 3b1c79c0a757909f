using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Crash.Tests.Servers;
using OrleansRisk.Engine.Accounts;
using OrleansRisk.Engine.Journal;
using OrleansRisk.Engine.Journal.Bodies;
using OrleansRisk.Engine.Sealing;
using OrleansRisk.Postgres;
using OrleansRisk.Vaults;

namespace OrleansRisk.Crash.Tests.Rounds;

/// <summary>
/// Someone who may write the journal's table and holds the keys besides: a record of theirs opens in its place.
/// </summary>
public static class Forger
{
    public static async Task Change(
        Deployment deployment, JournalRecord record, Func<AssessedEntry, AssessedEntry> change)
    {
        await using var stores = PostgresStores.Open(
            deployment.Database.Options(), TimeProvider.System, NullLoggerFactory.Instance);
        var place = deployment.Keys;
        using var key = LocalFileKey.Open(place.File, place.Region, place.Environment, production: false);
        using var keys = new KeyRing(
            stores.Keys, VaultKek.Local(key), new KeyRingOptions(place.Region, place.Environment), TimeProvider.System,
            NullLogger<KeyRing>.Instance);
        var row = await stores.Keys.SubjectKey(record.Tenant, record.Account, CancellationToken.None);
        using var session = await keys.Open(row!, CancellationToken.None);
        var body = (AssessedBody)Bodies.Open(session, record);
        var forged = Bodies.Seal(
            session, Places.OfBody(record), body with { Entries = [.. body.Entries.Select(change)] });
        await deployment.Database.Do(
            $"""
            update risk.journal set sealed = '\x{Convert.ToHexString(forged)}'
            where tenant = {record.Tenant.Value} and account = '\x{Convert.ToHexString(record.Account.ToBytes())}'
                and first_sequence = {record.FirstSequence}
            """);
    }
}
