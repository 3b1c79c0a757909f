using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Client.Tests;

public sealed class SendTests : IAsyncLifetime
{
    private ScriptedServer _server = null!;

    public async Task InitializeAsync() => _server = await ScriptedServer.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Send_NothingGoesWrong_AnswersEachLineOnceInOrderOverOneStream()
    {
        var answers = await Send(Lines(5_000, accounts: 7));

        Assert.Equal(Enumerable.Range(1, 5_000).Select(n => (long)n), answers.Select(a => a.Number));
        Assert.All(answers, a => Assert.Equal(1, a.Attempts));
        Assert.Equal(1, _server.Ledger.Streams);
        Assert.Equal(5_000, _server.Ledger.Recorded.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Send_ConnectionsBreakAtRandom_EachLineIsAnsweredOnceAndRecordedOnceInOrderOfItsAccount(int seed)
    {
        const int count = 3_000;
        var answered = new ConcurrentDictionary<string, bool>();
        var sentAfterItsAnswer = new ConcurrentBag<string>();
        var random = new Random(seed);
        _server.Ledger.Script = _ => RandomFate(random);
        _server.Ledger.Received = line =>
        {
            if (answered.ContainsKey(RecordingLedger.Identity(line)))
            {
                sentAfterItsAnswer.Add(line.Id);
            }
        };

        var numbers = new List<long>();
        var options = new SendOptions { InFlightMax = 200 };
        await foreach (var answer in Client().Transactions.SendAsync(Lines(count, accounts: 11), options))
        {
            var decision = Assert.IsType<TransactionAnswer.Decided>(answer).Decision;
            Assert.True(answered.TryAdd($"{decision.Account}/{decision.Transaction}", true), "answered twice");
            Assert.Equal(IdOf(answer.Number), decision.Transaction);
            numbers.Add(answer.Number);
        }

        Assert.Equal(Enumerable.Range(1, count).Select(n => (long)n), numbers.Order());
        Assert.Empty(sentAfterItsAnswer);
        Assert.True(_server.Ledger.Streams > 5,
            $"seed {seed}: only {_server.Ledger.Streams} streams, nothing was tried");
        foreach (var account in _server.Ledger.Recorded.GroupBy(identity => identity.Split('/')[0]))
        {
            Assert.Equal(account.Order(StringComparer.Ordinal), account);
        }
    }

    [Fact]
    public async Task Send_StreamCutAfterRecording_SendsExactlyTheUnansweredAgain()
    {
        var cut = false;
        _server.Ledger.Script = line =>
        {
            if (line.Id == IdOf(50) && !cut)
            {
                cut = true;
                return Fate.CutAfterRecording;
            }

            return Fate.Answer;
        };

        var answers = await Send(Lines(100), inFlightMax: 20);

        // Answers that were under way when the connection broke are lost with it: their lines are sent again too.
        var again = answers.Where(a => a.Attempts > 1).Select(a => a.Number).ToList();
        Assert.InRange(again[0], 31, 50);
        Assert.Equal(again, Enumerable.Range((int)again[0], again.Count).Select(n => (long)n));
        var repeated = answers.OfType<TransactionAnswer.Decided>().Where(a => a.Decision.Duplicate).ToList();
        Assert.Equal(again.Where(n => n <= 50), repeated.Select(a => a.Number));
        Assert.All(answers, a => Assert.Equal(
            a.Number <= 50 ? a.Attempts : 1, _server.Ledger.TimesReceived($"A-0/{IdOf(a.Number)}")));
    }

    [Fact]
    public async Task Send_LineNotRecorded_TakesNoMoreInputUntilItIsSentAgain()
    {
        var failures = 3;
        _server.Ledger.Script = line => line.Id == IdOf(30) && failures-- > 0 ? Fate.NotRecorded : Fate.Answer;
        var interruptions = new List<Interruption>();

        var answers = await Send(Lines(200, accounts: 2), options: new SendOptions { Interrupted = interruptions.Add });

        Assert.Equal(200, answers.Select(a => a.Number).Distinct().Count());
        Assert.Equal(3, interruptions.Count);
        Assert.All(interruptions, i => Assert.Equal("not_recorded", i.Code));
        Assert.Equal(4, answers.Single(a => a.Number == 30).Attempts);
    }

    [Fact]
    public async Task Send_ServerStopsInGoodOrder_GoesOnWithTheNextStream()
    {
        var stops = 1;
        _server.Ledger.Script = line => line.Id == IdOf(10) && stops-- > 0 ? Fate.ShutDown : Fate.Answer;
        var interruptions = new List<Interruption>();

        var answers = await Send(Lines(40), options: new SendOptions { Interrupted = interruptions.Add });

        Assert.Equal(40, answers.Count);
        Assert.Equal("shutting_down", Assert.Single(interruptions).Code);
    }

    [Fact]
    public async Task Send_AnswerNamesAnotherLine_IsTakenForACutAndAcknowledgesNothing()
    {
        var wrong = 1;
        _server.Ledger.Script = line => line.Id == IdOf(5) && wrong-- > 0 ? Fate.Misnumber : Fate.Answer;

        var answers = await Send(Lines(20));

        Assert.Equal(20, answers.Count);
        Assert.Equal(2, answers.Single(a => a.Number == 5).Attempts);
    }

    [Fact]
    public async Task Send_LineRefused_IsReportedAndNotSentAgain()
    {
        _server.Ledger.Script = line => line.Id == IdOf(2) ? Fate.Refuse : Fate.Answer;

        var answers = await Send(Lines(3));

        var refused = Assert.IsType<TransactionAnswer.Refused>(answers[1]);
        Assert.Equal(("id_reused", IdOf(2), 2L), (refused.Problem.Code, refused.Transaction, refused.Problem.Line));
        Assert.Equal(1, _server.Ledger.TimesReceived($"A-0/{IdOf(2)}"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public async Task Send_AnswersHeldBack_TakesNoMoreThanTheWindowFromTheInput(int inFlightMax)
    {
        var taken = 0;
        var answered = 0;
        var most = 0;
        async IAsyncEnumerable<TransactionLine> Counted([EnumeratorCancellation] CancellationToken cancel = default)
        {
            await foreach (var line in Lines(1_000, accounts: 3).WithCancellation(cancel))
            {
                most = Math.Max(most, Interlocked.Increment(ref taken) - Volatile.Read(ref answered));
                yield return line;
            }
        }

        var options = new SendOptions { InFlightMax = inFlightMax };
        await foreach (var _ in Client().Transactions.SendAsync(Counted(), options))
        {
            Interlocked.Increment(ref answered);
        }

        // The count here is taken after the answer has been read, one step later than the window's own.
        Assert.InRange(most, 1, inFlightMax + 1);
    }

    [Fact]
    public async Task Send_ServerAway_DoublesItsWaitsUpToTheLongest()
    {
        var time = new HurriedTime();
        _server.Refuse("POST /v1/transactions", ErrorCodes.JournalUnavailable);
        using var client = _server.Client(time: time);
        var options = new SendOptions
        {
            BackOffFirst = TimeSpan.FromMilliseconds(100),
            BackOffMax = TimeSpan.FromSeconds(2),
            GiveUpAfter = TimeSpan.FromSeconds(20),
        };

        var failure = await Assert.ThrowsAsync<RiskException>(
            () => Drain(client.Transactions.SendAsync(Lines(5), options)));

        Assert.Equal("journal_unavailable", failure.Problem.Code);
        var waits = time.Waits.Where(w => w < TimeSpan.FromSeconds(5)).ToList();
        Assert.InRange(waits[0].TotalMilliseconds, 50, 100);
        Assert.InRange(waits[3].TotalMilliseconds, 400, 800);
        Assert.InRange(waits[^1].TotalMilliseconds, 1_000, 2_000);
    }

    [Fact]
    public async Task Send_KeyRefused_ThrowsAtOnce()
    {
        _server.Refuse("POST /v1/transactions", ErrorCodes.KeyInvalid);

        var failure = await Assert.ThrowsAsync<RiskException>(() => Send(Lines(5)));

        Assert.Equal(("key_invalid", HttpStatusCode.Unauthorized), (failure.Problem.Code, failure.Status));
    }

    [Fact]
    public async Task Send_InputThrows_ThrowsItOnceTheRestIsAnswered()
    {
        static async IAsyncEnumerable<TransactionLine> Broken()
        {
            yield return Some.Line("T-1");
            await Task.Yield();
            throw new InvalidDataException("the file is torn");
        }

        var answers = new List<TransactionAnswer>();
        var failure = await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (var answer in Client().Transactions.SendAsync(Broken()))
            {
                answers.Add(answer);
            }
        });

        Assert.Equal("the file is torn", failure.Message);
        Assert.Single(answers);
    }

    [Fact]
    public async Task Send_Cancelled_StopsThoughTheServerIsSilent()
    {
        using var stop = new CancellationTokenSource();
        _server.Ledger.BeforeAnswer = () => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token);
        _server.Ledger.Received = _ => stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Drain(Client().Transactions.SendAsync(Lines(5), cancel: stop.Token)));
    }

    [Fact]
    public async Task Send_HistoryAndWhatIf_SayTheirMode()
    {
        await Drain(Client().Transactions.SendAsync(Lines(1), new SendOptions { Mode = SendMode.History }));
        await Drain(Client().Transactions.SendAsync(Lines(1), new SendOptions { Mode = SendMode.WhatIf }));

        Assert.Equal(
            ["POST /v1/transactions?mode=history", "POST /v1/transactions?mode=what_if"],
            _server.Calls.Select(c => c.Call));
    }

    private static string IdOf(long number) => $"T-{number:D5}";

    private static async IAsyncEnumerable<TransactionLine> Lines(int count, int accounts = 1)
    {
        for (var number = 1; number <= count; number++)
        {
            yield return Some.Line(IdOf(number), $"A-{number % accounts}");
        }

        await Task.CompletedTask;
    }

    private static Fate RandomFate(Random random) => random.Next(400) switch
    {
        0 => Fate.CutBeforeRecording,
        1 => Fate.CutAfterRecording,
        2 => Fate.CutInsideTheAnswer,
        3 => Fate.NotRecorded,
        4 => Fate.Unknown,
        5 => Fate.ShutDown,
        _ => Fate.Answer,
    };

    private static async Task Drain(IAsyncEnumerable<TransactionAnswer> answers)
    {
        await foreach (var _ in answers)
        {
        }
    }

    private RiskClient Client() => _server.Client(time: new HurriedTime());

    private async Task<List<TransactionAnswer>> Send(
        IAsyncEnumerable<TransactionLine> lines, int inFlightMax = 4_096, SendOptions? options = null)
    {
        var answers = new List<TransactionAnswer>();
        using var client = Client();
        options ??= new SendOptions { InFlightMax = inFlightMax };
        await foreach (var answer in client.Transactions.SendAsync(lines, options))
        {
            answers.Add(answer);
        }

        return answers;
    }
}
