using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tests.Support.InMemory;

namespace OrleansRisk.Accounts.Tests.Rehydration;

/// <summary>Changes a record as someone could who holds the account's key: it opens, under its own header.</summary>
internal static class Forgery
{
    public static async Task Change(
        VolatileEngine engine, string account, int index, Func<AssessedEntry, AssessedEntry> change)
    {
        var key = engine.Key(account);
        var record = engine.Journal.All(engine.Tenant, key)[index];
        using var session = await engine.Keys.Open(engine.Journal.Key(engine.Tenant, key)!, default);
        var body = (TransactionsAssessed)Bodies.Open(session, record);
        var forged = Bodies.Seal(
            session, Places.OfBody(record), body with { Entries = [.. body.Entries.Select(change)] });
        engine.Journal.Tamper(engine.Tenant, key, rows => rows.Records[index] = record with { Body = forged });
    }
}
