using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Tests.Labels;

public sealed class LabelTests
{
    [Fact]
    public async Task Labels_OfAStream_AreAnsweredInOrderWithTheirErrors()
    {
        await using var host = await ApiHost.Start();
        host.Actors.OnLabel = (_, _, label) => label.Transaction switch
        {
            "same" => LabelResult.Unchanged,
            "gone" => new Failure.Refused("transaction_unknown", "transaction"),
            "later" => new Failure.Retry(TimeSpan.Zero, "away"),
            _ => LabelResult.Recorded,
        };
        using var client = host.Client();
        var lines = string.Concat(new[] { "first", "same", "gone", "later" }.Select(id => Label(id) + "\n"))
            + Label("x", label: "maybe") + "\n" + Label("x", knownAt: "2200-01-01T00:00:00Z") + "\nbroken\n";
        var answers = await client.Send(lines, path: "/v1/labels");

        Assert.Equal(Enumerable.Range(1, 7).Select(i => (long)i), answers.SkipLast(1).Select(Wire.Line));
        Assert.Equal(
            ("recorded", "unchanged"),
                (answers[0].GetProperty("result").GetString(), answers[1].GetProperty("result").GetString()));
        Assert.Equal(
            ["transaction_unknown", "journal_unavailable", "value_unknown", "time_out_of_range", "json_invalid"],
            answers[2..7].Select(Wire.Code));
        var end = answers[^1];
        Assert.Equal((7, 1, 1, 4, 1), (
            end.GetProperty("received").GetInt32(), end.GetProperty("recorded").GetInt32(),
                end.GetProperty("unchanged").GetInt32(),
            end.GetProperty("refused").GetInt32(), end.GetProperty("not_recorded").GetInt32()));
    }

    [Theory]
    [InlineData("fraud", LabelKind.Fraud)]
    [InlineData("genuine", LabelKind.Genuine)]
    [InlineData("withdrawn", LabelKind.Withdrawn)]
    public async Task Label_Alone_ReachesItsAccountAsItsKind(string word, LabelKind kind)
    {
        await using var host = await ApiHost.Start();
        LabelRequest? asked = null;
        host.Actors.OnLabel = (_, _, label) =>
        {
            asked = label;
            return LabelResult.Recorded;
        };
        using var client = host.Client();
        using var response = await client.PostAsync(
            new Uri("/v1/labels", UriKind.Relative), Wire.Content(Label("T-1", word), "application/json"));
        Assert.Contains(
            "\"result\":\"recorded\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(("T-1", kind, "analyst"), (asked!.Transaction, asked.Kind, asked.Source));
    }

    private static string Label(string transaction, string label = "fraud", string knownAt = "2025-03-01T09:30:00Z") =>
        $$"""{"account":"A-1","transaction":"{{transaction}}","label":"{{label}}","known_at":"{{knownAt}}","""
        + "\"source\":\"analyst\"}";
}
