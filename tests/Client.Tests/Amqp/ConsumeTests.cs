using System.Text;
using System.Text.Json;
using OrleansRisk.Client.Tests.Processes;
using RabbitMQ.Client;

namespace OrleansRisk.Client.Tests.Amqp;

/// <summary>A queue of a real RabbitMQ consumed by the tool, into a real host over a real database.</summary>
[Collection(RabbitTests.Name)]
public sealed class ConsumeTests(RabbitHost rabbit)
{
    [RabbitFact]
    public async Task Consume_MessagesOfEveryKind_AreDecidedOrInTheDeadLettersWithTheirErrors()
    {
        await using var queue = await TestQueue.On(rabbit.Node);
        var (tenant, key) = await rabbit.Real.Host.Tenant("ingest");
        await queue.Publish(RealHost.Line("T-1"), id: "m-1");
        await queue.Publish(RealHost.Line("T-2").Replace(",", ",\n  ", StringComparison.Ordinal), contentType: null);
        var bad = RealHost.Line("T-4").Replace("\"55.71\"", "55.71", StringComparison.Ordinal).Trim();
        await queue.Publish(
            $"{RealHost.Line("T-3").Trim()}\n\n{bad}\n", "application/x-ndjson; charset=utf-8", id: "m-3");
        await queue.Publish("<xml/>", "text/xml", id: "m-4");
        await queue.Publish(" ", id: "m-5");

        var called = await RiskProcess.Run(
            rabbit.Real.Host, key,
            ["consume", rabbit.Node.Url, "--queue", queue.Name, "--decisions", queue.Decisions, "--count", "5"]);

        Assert.Equal(1, called.Exit);
        Assert.Equal("""{"decided":3,"duplicates":0,"messages":5,"refused":3}""", called.Out.Trim());
        Assert.DoesNotContain(RabbitNode.Password, called.Error, StringComparison.Ordinal);
        Assert.Equal((3, 0u), (await rabbit.Real.Recorded(tenant), await queue.Waiting()));

        var decisions = await queue.Take(queue.Heard, 3);
        string? Said(BasicGetResult each, string name) => Json(each).GetProperty(name).GetString();
        Assert.Equal(["T-1", "T-2", "T-3"], decisions.Select(each => Said(each, "transaction")));
        Assert.All(decisions, each => Assert.Equal(
            ($"decision.{Said(each, "outcome")}", Said(each, "decision")),
            (each.RoutingKey, each.BasicProperties.MessageId)));
        Assert.Equal("m-1", decisions[0].BasicProperties.CorrelationId);

        var refused = (await queue.Take(queue.Refused, 3)).ToDictionary(each => each.BasicProperties.MessageId!);
        Assert.Equal(bad, Encoding.UTF8.GetString(refused["m-3"].Body.Span));
        Assert.Equal(
            ("amount_not_text", "amount", 3L, queue.Name),
            (Header(refused["m-3"], "risk-code"), Header(refused["m-3"], "risk-field"),
                refused["m-3"].BasicProperties.Headers!["risk-line"], Header(refused["m-3"], "risk-queue")));
        Assert.Equal("content_type_unsupported", Header(refused["m-4"], "risk-code"));
        Assert.Equal("body_missing", Header(refused["m-5"], "risk-code"));
    }

    [RabbitFact]
    public async Task Consume_KilledBetweenAnswerAndAcknowledgement_IsAnsweredAgainAndCountsNothingTwice()
    {
        await using var queue = await TestQueue.On(rabbit.Node);
        var (tenant, key) = await rabbit.Real.Host.Tenant("ingest");
        using var relay = new BrokerRelay(rabbit.Node.Url);
        using (var first = RiskProcess.Start(
            rabbit.Real.Host, key, ["consume", relay.Url, "--queue", queue.Name, "--decisions", queue.Decisions]))
        {
            await queue.Publish(RealHost.Line("T-0"));
            await Eventually.Is(async () => await queue.Waiting(queue.Heard) == 1);
            relay.Hold();
            for (var i = 1; i <= 20; i++)
            {
                await queue.Publish(RealHost.Line($"T-{i}", $"A-{i % 3}"));
            }

            await Eventually.Is(async () => await rabbit.Real.Recorded(tenant) == 21);
            await first.Kill();
        }

        await Eventually.Is(async () => await queue.Waiting() >= 20);
        var again = (int)await queue.Waiting();
        var called = await RiskProcess.Run(
            rabbit.Real.Host, key,
            ["consume", rabbit.Node.Url, "--queue", queue.Name, "--decisions", queue.Decisions, "--count", $"{again}"]);

        Assert.Equal(0, called.Exit);
        Assert.Equal(
            $$"""{"decided":0,"duplicates":{{again}},"messages":{{again}},"refused":0}""", called.Out.Trim());
        Assert.Equal((21, 0u), (await rabbit.Real.Recorded(tenant), await queue.Waiting()));
        var heard = await queue.Take(queue.Heard, 1 + again);
        Assert.Equal(21, heard.Select(each => each.BasicProperties.MessageId).Distinct().Count());
    }

    [RabbitFact]
    public async Task Consume_ToldToStop_AcknowledgesWhatWasAnsweredAndLeavesTheRest()
    {
        await using var queue = await TestQueue.On(rabbit.Node);
        var (tenant, key) = await rabbit.Real.Host.Tenant("ingest");
        for (var i = 0; i < 300; i++)
        {
            await queue.Publish(RealHost.Line($"T-{i}", $"A-{i % 5}"));
        }

        using var risk = RiskProcess.Start(
            rabbit.Real.Host, key, ["consume", rabbit.Node.Url, "--queue", queue.Name, "--prefetch", "20"]);
        await Eventually.Is(async () => await rabbit.Real.Recorded(tenant) > 0);
        await risk.Terminate();
        var called = await risk.Ended();

        var acknowledged = JsonDocument.Parse(called.Out).RootElement.GetProperty("messages").GetInt64();
        Assert.Equal(0, called.Exit);
        await Eventually.Is(async () => acknowledged + await queue.Waiting() == 300);
        Assert.Equal(acknowledged, await rabbit.Real.Recorded(tenant));
    }

    [RabbitFact]
    public async Task Host_WithAQueueInItsSettings_ConsumesItAndLogsNoCredentials()
    {
        await using var queue = await TestQueue.On(rabbit.Node);
        var (tenant, key) = await rabbit.Real.Host.Tenant("ingest");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, key + "\n");
        Assert.Equal(0, await rabbit.Real.Host.Stop());
        await rabbit.Real.Restart(
            $"--amqp:url={rabbit.Node.Url}", $"--amqp:keyfile={file}", $"--amqp:queue={queue.Name}",
            $"--amqp:decisions={queue.Decisions}");
        var host = rabbit.Real.Host;
        await queue.Publish(RealHost.Lines(50, accounts: 3), "application/x-ndjson");

        var heard = await queue.Take(queue.Heard, 50);
        Assert.Equal(50, heard.Count);
        await Eventually.Is(async () => await queue.Waiting() == 0);
        Assert.Equal(50, await rabbit.Real.Recorded(tenant));
        Assert.Equal(0, await host.Stop());
        Assert.Contains(host.Log, line => line.Contains(
            "is left: 1 messages, 50 decided, 0 known, 0 refused", StringComparison.Ordinal));
        Assert.DoesNotContain(RabbitNode.Password, string.Join('\n', host.Log) + host.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(key, string.Join('\n', host.Log) + host.Said, StringComparison.Ordinal);
        await rabbit.Real.Restart();
        File.Delete(file);
    }

    private static JsonElement Json(BasicGetResult message) => JsonDocument.Parse(message.Body).RootElement;

    private static string Header(BasicGetResult message, string name) =>
        Encoding.UTF8.GetString((byte[])message.BasicProperties.Headers![name]!);
}
