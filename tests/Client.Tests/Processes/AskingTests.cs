using System.Text.Json;
using OrleansRisk.Client.Tests.Support;

namespace OrleansRisk.Client.Tests.Processes;

/// <summary>The commands that read and administer, as processes, against the host over a real PostgreSQL.</summary>
public sealed class AskingTests(RealHost real) : IClassFixture<RealHost>
{
    [Fact]
    public async Task AccountDecisionsDecisionAndReplay_OfWhatWasSent_ShowIt()
    {
        var (_, key) = await real.Host.Tenant("ingest", "read");
        var sent = await RiskProcess.Run(real.Host, key, ["send", "-"], RealHost.Lines(30, accounts: 1));
        var last = Json(sent.Lines[^1]);
        var (decision, account) = (
            last.GetProperty("decision").GetString()!, last.GetProperty("account_id").GetString()!);

        var byOwnId = await RiskProcess.Run(real.Host, key, ["accounts", "show", "A-0"]);
        var byPseudonym = await RiskProcess.Run(real.Host, key, ["accounts", "show", account]);
        Assert.Equal((0, byOwnId.Out), (byOwnId.Exit, byPseudonym.Out));
        Assert.Equal(30, Json(byOwnId.Out).GetProperty("transactions").GetInt32());
        Assert.True(byOwnId.Lines.Count > 10, "an account is shown on lines that can be read");

        var listed = await RiskProcess.Run(real.Host, key, ["decisions", "list", "A-0", "--limit", "10"]);
        Assert.Equal((0, 10), (listed.Exit, listed.Lines.Count));
        var shown = await RiskProcess.Run(real.Host, key, ["decisions", "show", decision]);
        Assert.Equal((0, "T-29"), (shown.Exit, Json(shown.Out).GetProperty("transaction").GetString()));
        var replayed = await RiskProcess.Run(real.Host, key, ["decisions", "replay", decision]);
        Assert.Equal((0, true), (replayed.Exit, Json(replayed.Out).GetProperty("equal").GetBoolean()));

        var nobody = await RiskProcess.Run(real.Host, key, ["accounts", "show", "A-nobody"]);
        Assert.Equal((1, ""), (nobody.Exit, nobody.Out));
        Assert.Contains("not_found", nobody.Error, StringComparison.Ordinal);
        var label = await RiskProcess.Run(
            real.Host, key, ["labels", "put", "A-0", "T-29", "fraud", "--source", "chargeback"]);
        Assert.Equal((0, "recorded"), (label.Exit, Json(label.Out).GetProperty("result").GetString()));
    }

    [Fact]
    public async Task TenantAndKey_FromMakingToRevoking_DoWhatTheySay()
    {
        var operators = real.Host.OperatorKey;
        var name = "north-" + Guid.NewGuid().ToString("n")[..8];
        var made = await RiskProcess.Run(real.Host, operators, ["tenants", "create", name, "--retention-months", "24"]);
        Assert.Equal(0, made.Exit);
        var tenant = Json(made.Out).GetProperty("tenant").GetString()!;

        var changed = await RiskProcess.Run(
            real.Host, operators, ["tenants", "update", tenant, "--review-at", "400"]);
        Assert.Equal((0, 400), (changed.Exit, Json(changed.Out).GetProperty("review_at").GetInt32()));
        var shown = await RiskProcess.Run(real.Host, operators, ["tenants", "show", tenant]);
        Assert.Equal(24, Json(shown.Out).GetProperty("retention_months").GetInt32());
        Assert.Contains(name, (await RiskProcess.Run(real.Host, operators, ["tenants", "list"])).Out,
            StringComparison.Ordinal);
        Assert.Equal(2, (await RiskProcess.Run(real.Host, operators, ["tenants", "create", name])).Exit);

        var issued = Json((await RiskProcess.Run(
            real.Host, operators, ["keys", "create", tenant, "--label", "till", "--role", "ingest"])).Out);
        var (secret, id) = (issued.GetProperty("secret").GetString()!, issued.GetProperty("key").GetString()!);
        Assert.Equal(0, (await RiskProcess.Run(real.Host, secret, ["send", "-"], RealHost.Line("T-1"))).Exit);
        var listed = await RiskProcess.Run(real.Host, operators, ["keys", "list", tenant]);
        Assert.Contains(id, listed.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(secret.Split('_')[3], listed.Out, StringComparison.Ordinal);

        Assert.Equal(0, (await RiskProcess.Run(real.Host, operators, ["keys", "revoke", tenant, id])).Exit);
        var refused = await RiskProcess.Run(real.Host, secret, ["send", "-"], RealHost.Line("T-2"));
        Assert.Equal(2, refused.Exit);
        Assert.Contains("key_invalid", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_AgainstAnAddressWhereNobodyIs_ExitsWithTwoAndSaysSo()
    {
        using var risk = RiskProcess.Start(
            real.Host, "none", ["accounts", "show", "A-1", "--url", "http://127.0.0.1:9"]);
        var called = await risk.Ended();
        Assert.Equal((2, ""), (called.Exit, called.Out));
        Assert.NotEmpty(called.Error);
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
