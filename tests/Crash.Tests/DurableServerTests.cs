using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Crash.Tests.Servers;
using OrleansRisk.Postgres;
using Xunit;

namespace OrleansRisk.Crash.Tests;

/// <summary>
/// A real server that was told not to make durable what it confirms: nothing serves production from it. No writer can
/// insist on these settings for itself, so the start is where they are refused.
/// </summary>
public sealed class DurableServerTests
{
    [Theory]
    [InlineData("fsync")]
    [InlineData("full_page_writes")]
    public async Task Check_ServerThatMayLoseWhatItConfirms_IsRefusedInProductionUntilMended(string setting)
    {
        await using var server = PostgresServer.Create($"{setting} = off");
        var database = await RiskDatabase.Create(server);

        var refusal = Assert.Single(await Check(database, production: true));
        Assert.StartsWith($"{setting} is off", refusal.Thing, StringComparison.Ordinal);
        Assert.Contains($"{setting} = on", refusal.Mend, StringComparison.Ordinal);
        Assert.Empty(await Check(database, production: false));

        server.Configure([$"{setting} = on"]); // what the refusal says to do
        server.Reload();
        while (await database.Ask<string>($"select current_setting('{setting}')") != "on")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        Assert.Empty(await Check(database, production: true));
    }

    private static async Task<IReadOnlyList<Postgres.Starting.StartRefusal>> Check(
        RiskDatabase database, bool production)
    {
        await using var stores = PostgresStores.Open(
            database.Options(production: production), TimeProvider.System, NullLoggerFactory.Instance);
        return await stores.Check(CancellationToken.None);
    }
}
