using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Streaming;

public sealed class StreamTests
{
    [Fact]
    public async Task Stream_ManyLinesOfManyAccounts_AnswersEachOnceInTheOrderOfTheLines()
    {
        await using var host = await ApiHost.Start();
        host.Actors.OnAssess = async (_, _, batch) =>
        {
            await Task.Yield();
            return host.Actors.Decided(batch);
        };
        using var client = host.Client();
        var answers = await client.Send(Wire.Lines(20_000, accounts: 700));

        Assert.Equal(20_001, answers.Count);
        Assert.Equal(Enumerable.Range(1, 20_000).Select(i => (long)i), answers.SkipLast(1).Select(Wire.Line));
        Assert.All(answers.SkipLast(1).Select((answer, i) => (answer, i)), pair =>
            Assert.Equal($"T-{pair.i}", pair.answer.GetProperty("transaction").GetString()));
        var end = answers[^1];
        Assert.True(end.GetProperty("end").GetBoolean());
        Assert.Equal((20_000, 20_000, 20_000), (
            end.GetProperty("received").GetInt64(), end.GetProperty("scored").GetInt64(),
                end.GetProperty("last_line").GetInt64()));
    }

    [Fact]
    public async Task Stream_OfOneHotAccount_HasOneBatchUnderWayAndBoundedBatches()
    {
        await using var host = await ApiHost.Start();
        host.Actors.OnAssess = async (_, _, batch) =>
        {
            await Task.Yield();
            return host.Actors.Decided(batch);
        };
        using var client = host.Client();
        await client.Send(Wire.Lines(5_000, accounts: 1), "?answers=none");

        Assert.Equal(1, host.Actors.MostUnderWayOfOneAccount);
        Assert.All(host.Actors.Asked, asked => Assert.InRange(asked.Batch.Items.Count, 1, Limits.BatchLinesMax));
        Assert.Equal(
            Enumerable.Range(0, 5_000).Select(i => $"T-{i}"),
                host.Actors.Asked.SelectMany(a => a.Batch.Items).Select(t => t.Id));
        Assert.True(host.Actors.Batches < 2_500, $"{host.Actors.Batches} batches for 5,000 lines of one account");
    }

    [Fact]
    public async Task Stream_OfAccountsThatAreAnsweredAtOnce_PilesUpNoCalls()
    {
        await using var host = await ApiHost.Start();
        var deepest = 0;
        host.Actors.OnAssess = (_, _, batch) =>
        {
            deepest = Math.Max(deepest, new StackTrace().FrameCount);
            return new(host.Actors.Decided(batch));
        };
        using var client = host.Client();
        var answers = await client.Send(Wire.Lines(4_000, accounts: 4_000));

        Assert.Equal(4_001, answers.Count);
        Assert.InRange(deepest, 1, 150);
    }

    [Fact]
    public async Task Stream_WhileItUploads_IsAnsweredLineByLine()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client();
        await using var upload = await Duplex.Open(client);
        for (var i = 0; i < 5; i++)
        {
            await upload.Say(Wire.Line($"T-{i}") + "\n");
            Assert.Equal(i + 1, (await upload.Hear())!.Value.Line());
        }

        upload.Finish();
        Assert.True((await upload.Hear())!.Value.GetProperty("end").GetBoolean());
        Assert.Null(await upload.Hear());
    }

    [Theory]
    [InlineData("all", 5)]
    [InlineData("flagged", 3)]
    [InlineData("errors", 2)]
    [InlineData("none", 1)]
    public async Task Stream_WithAnswersChosen_AnswersThoseAndTheEnd(string answers, int expected)
    {
        await using var host = await ApiHost.Start();
        host.Actors.OnAssess = (_, _, batch) => new(host.Actors.Decided(
            batch, outcome: batch.Items[0].Id == "flag" ? Outcome.Review : Outcome.Approve));
        using var client = host.Client();
        var lines = $"{Wire.Line("a", "A")}\n{Wire.Line("flag", "B")}\n{Wire.Line("c", "C")}\nbroken\n";
        var heard = await client.Send(lines, $"?answers={answers}");
        Assert.Equal(expected, heard.Count);
        Assert.Equal((3, 1), (heard[^1].GetProperty("scored").GetInt64(), heard[^1].GetProperty("refused").GetInt64()));
    }

    [Fact]
    public async Task Stream_WithMarkBlankLinesAndCarriageReturns_ReadsThemAndCountsLines()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client();
        var answers = await client.Send($"\uFEFF{Wire.Line("1")}\r\n\r\n   \n{Wire.Line("2")}");
        Assert.Equal([1L, 4L], answers.SkipLast(1).Select(Wire.Line));
        Assert.Equal(
            (2, 4), (answers[^1].GetProperty("received").GetInt64(), answers[^1].GetProperty("last_line").GetInt64()));
    }

    [Fact]
    public async Task Stream_WithALineFarOverTheLimit_RefusesItOnceAndTakesTheRest()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var answers = await client.Send($"{Wire.Line("1")}\n{new string('x', 30_000_000)}\n{Wire.Line("3")}\n");
        Assert.Equal(4, answers.Count);
        Assert.Equal((2L, "line_too_long"), (answers[1].Line(), answers[1].Code()));
        Assert.Equal("3", answers[2].GetProperty("transaction").GetString());
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 100_000_000);
    }

    [Theory]
    [InlineData(true, "not_recorded")]
    [InlineData(false, "outcome_unknown")]
    public async Task Stream_OnceALineIsNotRecorded_AnswersLaterLinesOfThatAccountLikewise(bool certain, string code)
    {
        await using var host = await ApiHost.Start();
        host.Actors.OnAssess = (_, _, batch) => new(batch.Account != "A-1" ? host.Actors.Decided(batch)
            : certain ? new Failure.Retry(TimeSpan.FromMilliseconds(250), "the test says so")
            : new Failure.Unknown());
        using var client = host.Client();
        await using var upload = await Duplex.Open(client);
        await upload.Say(Wire.Line("1", "A-1") + "\n");
        var first = (await upload.Hear())!.Value;
        await upload.Say(Wire.Line("2", "A-1") + "\n" + Wire.Line("3", "A-2") + "\n");
        var (second, third) = ((await upload.Hear())!.Value, (await upload.Hear())!.Value);
        upload.Finish();
        var end = (await upload.Hear())!.Value;

        Assert.Equal((code, code), (first.Code(), second.Code()));
        Assert.True(first.GetProperty("error").GetProperty("retry_after_ms").GetInt64() > 0);
        Assert.True(third.TryGetProperty("decision", out _));
        Assert.Single(host.Actors.Asked, asked => asked.Batch.Account == "A-1");
        Assert.Equal((2, 1), (end.GetProperty("not_recorded").GetInt64(), end.GetProperty("scored").GetInt64()));
    }

    [Fact]
    public async Task Stream_WhereAnActorThrows_SaysTheOutcomeIsUnknownAndGoesOn()
    {
        await using var host = await ApiHost.Start();
        host.Actors.OnAssess = (_, _, batch) => batch.Account == "A-1"
            ? throw new InvalidOperationException("a bug") : new(host.Actors.Decided(batch));
        using var client = host.Client();
        var answers = await client.Send($"{Wire.Line("1", "A-1")}\n{Wire.Line("2", "A-2")}\n");
        Assert.Equal("outcome_unknown", answers[0].Code());
        Assert.True(answers[1].TryGetProperty("decision", out _));
    }

    [Fact]
    public async Task Stream_WithEachOutcomeOfTheEngine_NamesItByItsCode()
    {
        await using var host = await ApiHost.Start();
        var outcomes = new Dictionary<string, (Outcome<AssessedBatch> Outcome, string Code, string? Field)>
        {
            ["unavailable"] = (new Failure.Unavailable(UnavailableCause.SealBroken), "account_unavailable", null),
            ["erased"] = (new Failure.Erased(), "account_erased", null),
            ["denied"] = (new Failure.Denied(), "forbidden", null),
            ["moved"] = (new Failure.Moved(), "moved", null),
            ["conflict"] =
                (new AssessedBatch([new Answer.Conflict(["amount", "at"])]), "id_reused", "amount,at"),
            ["refused"] = (new AssessedBatch([new Answer.Refused("too_old", "at")]), "too_old", "at"),
            ["short"] = (new AssessedBatch([]), "outcome_unknown", null),
        };
        host.Actors.OnAssess = (_, _, batch) => new(outcomes[batch.Account].Outcome);
        using var client = host.Client();
        var answers = await client.Send(string.Concat(outcomes.Keys.Select(name => Wire.Line("T", name) + "\n")));
        foreach (var (answer, (_, code, field)) in answers.Zip(outcomes.Values))
        {
            Assert.Equal((code, field), (answer.Code(), answer.Field()));
        }

        Assert.Equal("seal_broken", answers[0].GetProperty("error").GetProperty("cause").GetString());
    }

    [Fact]
    public async Task Stream_WhoseKeyIsRevokedInTheMiddle_EndsAndSaysSo()
    {
        var time = new ManualTime();
        await using var host = await ApiHost.Start(time);
        using var client = host.Client();
        await using var upload = await Duplex.Open(client);
        await upload.Say(Wire.Line("1") + "\n");
        Assert.Equal(1, (await upload.Hear())!.Value.Line());
        host.Tenants.Revoke(host.Ingest);
        time.Advance(TimeSpan.FromSeconds(2));
        await upload.Say(Wire.Line("2") + "\n");
        var end = (await upload.Hear())!.Value;
        Assert.Equal(("key_invalid", 1), (
            end.GetProperty("cause").GetString(), end.GetProperty("scored").GetInt32()));
        Assert.DoesNotContain("2", host.Actors.Asked.SelectMany(asked => asked.Batch.Items).Select(item => item.Id));
    }

    [Fact]
    public async Task Stream_WhenTheHostStops_AnswersWhatWasReadAndEnds()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client();
        await using var upload = await Duplex.Open(client);
        await upload.Say(Wire.Line("1") + "\n");
        Assert.Equal(1, (await upload.Hear())!.Value.Line());
        var lifetime = (IHostApplicationLifetime)host.App.Services.GetService(typeof(IHostApplicationLifetime))!;
        lifetime.StopApplication();
        var end = (await upload.Hear())!.Value;
        Assert.Equal(
            ("shutting_down", 1), (end.GetProperty("cause").GetString(), end.GetProperty("last_line").GetInt64()));
    }

    [Fact]
    public async Task Stream_TwoUploadsOfOneAccount_NeverShareACaller()
    {
        await using var host = await ApiHost.Start();
        host.Actors.OnAssess = async (_, _, batch) =>
        {
            await Task.Yield();
            return host.Actors.Decided(batch);
        };
        using var client = host.Client();
        await Task.WhenAll(
            Enumerable.Range(0, 4)
                .Select(i => client.Send(Wire.Lines(500, accounts: 1, from: i * 500), "?answers=none")));

        Assert.Equal(1, host.Actors.MostUnderWayOfOneAccount);
        var callers =
            host.Actors.Asked.SelectMany(asked => asked.Batch.Items.Select(item => (asked.Caller.RequestId, item.Id)));
        Assert.All(
            callers.GroupBy(pair => int.Parse(pair.Id[2..], System.Globalization.CultureInfo.InvariantCulture) / 500),
            group => Assert.Single(group.Select(pair => pair.RequestId).Distinct()));
    }
}
