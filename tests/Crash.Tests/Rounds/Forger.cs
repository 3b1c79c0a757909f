using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Crash.Tests.Servers;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Crash.Tests.Rounds;

/// <summary>
/// Someone who may write the journal's table and holds the keys besides: a record of theirs opens in its place.
/// </summary>
public static class Forger
{
    public static async Task Change(
        Deployment deployment, JournalRecord record, Func<AssessedEntry, AssessedEntry> change)
    {
        await using var opened = Opened.By(deployment.Database, deployment.Keys);
        using var session = await opened.Session(record);
        var body = (TransactionsAssessed)Bodies.Open(session, record);
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
