using System.Text.Json;
using OrleansRisk.Actors.Access;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Feed;

public sealed class SubscriptionTests
{
    [Theory]
    [InlineData("""{"accounts":["A-1"]}""", "id_invalid", "accounts")]
    [InlineData("""{"accounts":[]}""", "number_out_of_range", "accounts")]
    [InlineData("""{"customers":[null]}""", "field_type", "customers")]
    [InlineData("""{"anomaly":{"min":1001}}""", "number_out_of_range", "anomaly")]
    [InlineData("""{"credit":{"min":9,"max":8}}""", "number_out_of_range", "credit")]
    [InlineData("""{"outcomes":["maybe"]}""", "value_unknown", "outcomes")]
    [InlineData("""{"reasons":["because"]}""", "value_unknown", "reasons")]
    [InlineData("""{"events":["model.activated"]}""", "value_unknown", "events")]
    [InlineData("""{"threshold":{"score":"mood","at":1}}""", "value_unknown", "threshold")]
    [InlineData("""{"threshold":{"score":"credit","at":10,"dead_band":11}}""", "number_out_of_range", "threshold")]
    [InlineData("""{"acounts":["A-1"]}""", "field_unknown", "filter.acounts")]
    public async Task Subscription_OfAFilterThatCannotBeMeant_IsRefusedByName(
        string filter, string code, string? field)
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client();
        using var response = await client.PostAsync(
            new Uri("/v1/subscriptions", UriKind.Relative),
            Wire.Content($$"""{"filter":{{filter}}}""", "application/json"));
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(
            field, problem.TryGetProperty("field", out var named) && field is not null ? named.GetString() : null);
    }

    [Fact]
    public async Task Subscription_FromMakingToEnding_IsShownWithPeopleByPseudonym()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client();
        var subscription = await client.Subscribe("""{"filter":{"customers":["C-1"],"segments":["gold"]}}""");

        var shown = await client.GetStringAsync(new Uri($"/v1/subscriptions/{subscription}", UriKind.Relative));
        var listed = await client.GetStringAsync(new Uri("/v1/subscriptions", UriKind.Relative));
        using var ended = await client.DeleteAsync(new Uri($"/v1/subscriptions/{subscription}", UriKind.Relative));
        using var gone = await client.GetAsync(new Uri($"/v1/subscriptions/{subscription}", UriKind.Relative));

        Assert.Contains(shown, listed, StringComparison.Ordinal);
        Assert.Contains("\"cus_", shown, StringComparison.Ordinal);
        Assert.Contains("\"gold\"", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("C-1", shown, StringComparison.Ordinal);
        Assert.Equal((204, 404), ((int)ended.StatusCode, (int)gone.StatusCode));
    }

    [Fact]
    public async Task Cursor_OfMoreThanAWeekAgo_IsGoneAndBeginningAnewIsTheWayBack()
    {
        var time = new ManualTime();
        await using var host = await ApiHost.Start(time);
        using var client = host.Client();
        var subscription = await client.Subscribe();
        var (_, cursor) = await client.All(subscription, "now");

        time.Advance(TimeSpan.FromDays(7));
        Assert.Empty((await client.All(subscription, cursor)).Items);
        time.Advance(TimeSpan.FromSeconds(1));
        using var expired = await client.GetAsync(EventReader.Path(subscription, cursor, ""));

        Assert.Equal(410, (int)expired.StatusCode);
        Assert.Contains("cursor_expired", await expired.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await client.All(subscription, null)).Items);
    }

    [Fact]
    public async Task Cursor_OfAnotherIncarnation_IsRefusedByNameAndBeginningAnewIsTheWayBack()
    {
        var time = new ManualTime();
        await using var host = await ApiHost.Start(time);
        using var client = host.Client();
        var subscription = await client.Subscribe();
        var (_, cursor) = await client.All(subscription, "now");
        var pseudonyms = PlainKeys.Of(new TenantId(1));
        var foreign = (FeedCursor.Read(cursor, pseudonyms, out _)! with { Incarnation = 1 })
            .Write(pseudonyms, time.GetUtcNow());

        using var refused = await client.GetAsync(EventReader.Path(subscription, foreign, ""));

        Assert.Equal(410, (int)refused.StatusCode);
        Assert.Contains("incarnation_changed", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await client.All(subscription, null)).Items);
    }

    [Fact]
    public async Task Feed_WithoutTheRoleToRead_IsForbidden()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Tenants.Key(Roles.Ingest));
        using var response = await client.GetAsync(EventReader.Path("sub_1", null, ""));
        Assert.Equal(403, (int)response.StatusCode);
    }
}
