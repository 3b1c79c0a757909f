using OrleansRisk.Amqp;
using OrleansRisk.Client.Tests.Processes;
using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract.Transactions;
using RabbitMQ.Client;

namespace OrleansRisk.Client.Tests.Amqp;

/// <summary>A real RabbitMQ that goes away, refuses or lacks something, and a server that records nothing.</summary>
[Collection(RabbitTests.Name)]
public sealed class BrokerTroubleTests(RabbitHost rabbit)
{
    [RabbitFact]
    public async Task Broker_Restarted_IsWaitedForAndLosesNothing()
    {
        await using var queue = await TestQueue.On(rabbit.Node);
        await using var server = await ScriptedServer.Start();
        await using var running = new Running(server.Client(), rabbit.Node.Url, queue.Options);
        await Publish(queue, 0, 10);
        await Eventually.Is(() => running.Consumed.Messages == 10);

        await rabbit.Node.Stop();
        await Eventually.Is(() => running.Interruptions.Count > 1);
        await rabbit.Node.Start();
        await queue.Connect();
        await Publish(queue, 10, 20);
        await Eventually.Is(() => running.Consumed.Messages == 20);

        Assert.Equal(20, server.Ledger.Recorded.Count);
        Assert.Equal(2, running.Connections);
        Assert.All(running.Interruptions, why => Assert.True(
            why is { Code: BrokerException.Away } && why.Wait > TimeSpan.Zero && !Tells(why.Message), why.Message));
        Assert.Equal(20, (await queue.Take(queue.Heard, 20)).Count);
    }

    [RabbitFact]
    public async Task Server_ThatRecordsNothing_GetsNothingAcknowledgedAndIsAskedMoreAndMoreSeldom()
    {
        await using var queue = await TestQueue.On(rabbit.Node);
        await using var server = await ScriptedServer.Start();
        var away = true;
        server.Ledger.Script = _ => Volatile.Read(ref away) ? Fate.NotRecorded : Fate.Answer;
        var soon = queue.Options with { StopWithin = TimeSpan.FromMilliseconds(200) };
        await using (var running = new Running(server.Client(), rabbit.Node.Url, soon))
        {
            await Publish(queue, 0, 10);
            await Eventually.Is(() => server.Ledger.Streams >= 4);
            Assert.Equal((0, 0u), (running.Consumed.Messages, await queue.Waiting(queue.Heard)));
            Assert.Equal((0, true), (running.Consumed.Refused, running.Interruptions.Count >= 3));
            Assert.All(running.Interruptions, why => Assert.True(why.Wait > TimeSpan.Zero));
            await running.Stop();
        }

        await Eventually.Is(async () => await queue.Waiting() == 10);
        Volatile.Write(ref away, false);
        await using var later = new Running(server.Client(), rabbit.Node.Url, queue.Options with { Count = 10 });
        await later.Ended();
        Assert.Equal((10, 10, 0u), (later.Consumed.Messages, later.Consumed.Decided, await queue.Waiting()));
    }

    [RabbitFact]
    public async Task Server_CutInTheMiddle_HasEachAccountsTransactionsInTheOrderOfTheQueue()
    {
        await using var queue = await TestQueue.On(rabbit.Node);
        await using var server = await ScriptedServer.Start();
        var seen = 0;
        server.Ledger.Script = _ => (Interlocked.Increment(ref seen) % 41) switch
        {
            7 => Fate.CutAfterRecording,
            19 => Fate.NotRecorded,
            29 => Fate.CutBeforeRecording,
            _ => Fate.Answer,
        };
        await Publish(queue, 0, 150);
        await using var running = new Running(
            server.Client(), rabbit.Node.Url, queue.Options with { Prefetch = 40, Count = 150 });
        await running.Ended();

        Assert.Equal(150, running.Consumed.Messages);
        foreach (var account in server.Ledger.Recorded.GroupBy(each => each.Split('/')[0]))
        {
            var numbers = account.Select(each => int.Parse(each.Split("T-")[1], null)).ToList();
            Assert.Equal(numbers.Order(), numbers);
        }

        Assert.Equal(150, server.Ledger.Recorded.Count);
    }

    [RabbitFact]
    public async Task DeadLetters_GoneMeanwhile_KeepTheRefusedMessageUntilTheyAreThereAgain()
    {
        await using var queue = await TestQueue.On(rabbit.Node);
        await using var server = await ScriptedServer.Start();
        server.Ledger.Script = line => line.Id == "T-1" ? Fate.Refuse : Fate.Answer;
        await using var running = new Running(server.Client(), rabbit.Node.Url, queue.Options);
        await Publish(queue, 0, 1);
        await Eventually.Is(() => running.Consumed.Messages == 1);
        await queue.Drop(queue.Refused);
        await Publish(queue, 1, 2);
        await Eventually.Is(() => running.Interruptions.Any(why => why.Code == BrokerException.Lacks));
        Assert.Equal(1, running.Consumed.Messages);
        await running.Stop();

        await using var again = new Running(
            server.Client(), rabbit.Node.Url, new ConsumeOptions { Queue = queue.Name, Count = 1 } with
            {
                DeadLetters = queue.Refused + ".new",
                Declare = false,
            });
        var lacks = await Assert.ThrowsAsync<BrokerException>(again.Ended);
        Assert.Contains(queue.Refused + ".new", lacks.Message, StringComparison.Ordinal);

        await using var made = await TestQueue.On(rabbit.Node);
        await using var last = new Running(
            server.Client(), rabbit.Node.Url,
            new ConsumeOptions { Queue = queue.Name, DeadLetters = made.Refused, Count = 1 });
        await last.Ended();
        Assert.Single(await made.Take(made.Refused, 1));
    }

    [RabbitFact]
    public async Task Topology_ToBeMade_IsMadeForOneConsumerAtATime()
    {
        var options = new ConsumeOptions
        {
            Queue = $"made-{Guid.NewGuid():n}",
            Decisions = $"made-{Guid.NewGuid():n}",
            Declare = true,
        };
        await using var server = await ScriptedServer.Start();
        await using var first = new Running(server.Client(), rabbit.Node.Url, options);
        await Eventually.Is(() => first.Connections == 1);
        await using var second = new Running(server.Client(), rabbit.Node.Url, options);
        await Eventually.Is(() => second.Connections == 1);
        await using var connection = await rabbit.Node.Connect();
        await using var channel = await connection.CreateChannelAsync();
        for (var i = 0; i < 20; i++)
        {
            await channel.BasicPublishAsync("", options.Queue, Some.Line($"T-{i}").Utf8);
        }

        await Eventually.Is(() => first.Consumed.Messages + second.Consumed.Messages == 20);
        Assert.Contains(0, new[] { first.Consumed.Messages, second.Consumed.Messages });
        await channel.QueueDeclarePassiveAsync(options.DeadLetters);
    }

    [RabbitFact]
    public async Task Broker_ThatRefusesOrLacks_EndsTheCommandWithWhatIsWrongAndNoPassword()
    {
        var (_, key) = await rabbit.Real.Host.Tenant("ingest");
        var lacking = await RiskProcess.Run(
            rabbit.Real.Host, key, ["consume", rabbit.Node.Url, "--queue", "nowhere"]);
        Assert.Equal((2, "The broker has no queue nowhere."), (lacking.Exit, lacking.Error.Trim()));

        var wrong = rabbit.Node.Url.Replace(RabbitNode.Password, "wrong-4712", StringComparison.Ordinal);
        var refused = await RiskProcess.Run(rabbit.Real.Host, key, ["consume", wrong, "--queue", "nowhere"]);
        Assert.Equal(2, refused.Exit);
        Assert.Contains("refuses this user", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("4712", refused.Error, StringComparison.Ordinal);

        await using var queue = await TestQueue.On(rabbit.Node);
        var keyless = await RiskProcess.Run(
            rabbit.Real.Host, "ork_my_none_none", ["consume", rabbit.Node.Url, "--queue", queue.Name]);
        Assert.Equal(2, keyless.Exit);
        Assert.Contains("key_invalid", keyless.Error, StringComparison.Ordinal);
    }

    private static bool Tells(string text) =>
        text.Contains(RabbitNode.Password, StringComparison.Ordinal)
        || text.Contains(RabbitNode.User + ":", StringComparison.Ordinal);

    private static async Task Publish(TestQueue queue, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            TransactionBody transaction = Some.Transaction($"T-{i}", $"A-{i % 3}");
            await queue.Publish(System.Text.Encoding.UTF8.GetString(TransactionLine.Of(transaction).Utf8.Span));
        }
    }
}
