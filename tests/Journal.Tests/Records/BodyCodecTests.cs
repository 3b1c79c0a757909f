using System.Buffers;
using FsCheck.Fluent;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Journal.Tests.Records;

public sealed class BodyCodecTests
{
    [Fact]
    public void Body_DrawnAtRandom_ComesBackBitForBit() => FsCheck.Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), static seed =>
        {
            foreach (var body in Bodies(new Random(seed)))
            {
                var bytes = Write(body);
                var read = PayloadCodec.Read(body.Kind, bytes);
                Assert.Equal(Dump.Of(body), Dump.Of(read));
                Assert.Equal(bytes, Write(read));
            }
        }));

    [Theory]
    [InlineData("assessed.v1")]
    [InlineData("assessed-windows.v1")]
    [InlineData("assessed-model-deployment.v1")]
    [InlineData("assessed-learned.v1")]
    [InlineData("labelled.v1")]
    [InlineData("settings.v1")]
    [InlineData("day-closed.v1")]
    [InlineData("base.v1")]
    [InlineData("sources.v1")]
    [InlineData("waiting.v1")]
    [InlineData("rebuilt.v1")]
    public void Body_OfVersion1_HasTheApprovedBytes(string name)
    {
        var body = Fixed(name);
        Approved.Check(name, Write(body));
        Assert.Equal(Dump.Of(body), Dump.Of(PayloadCodec.Read(body.Kind, Approved.Read(name))));
    }

    [Theory]
    [InlineData("assessed.v1")]
    [InlineData("assessed-windows.v1")]
    [InlineData("assessed-model-deployment.v1")]
    [InlineData("assessed-learned.v1")]
    [InlineData("labelled.v1")]
    [InlineData("settings.v1")]
    [InlineData("day-closed.v1")]
    [InlineData("base.v1")]
    [InlineData("sources.v1")]
    [InlineData("waiting.v1")]
    [InlineData("rebuilt.v1")]
    public void Body_CutAnywhereOrContinued_IsRefused(string name)
    {
        var body = Fixed(name);
        var bytes = Write(body);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<RecordUnreadableException>(() => PayloadCodec.Read(body.Kind, bytes.AsSpan(0, length)));
        }

        Assert.Throws<RecordUnreadableException>(() => PayloadCodec.Read(body.Kind, [.. bytes, 0]));
    }

    [Fact]
    public void Body_WithAnyByteChanged_IsReadOrRefusedByName() => Seeds.Run(11, random =>
    {
        var bytes = Write(Fixed("assessed.v1"));
        for (var i = 0; i < 20_000; i++)
        {
            var changed = bytes.ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            if (Record.Exception(() => PayloadCodec.Read(RecordKind.Assessed, changed)) is { } refusal)
            {
                Assert.IsType<RecordUnreadableException>(refusal);
            }
        }
    });

    [Theory]
    [InlineData(RecordKind.Assessed, 2)]
    [InlineData(RecordKind.Base, 0)]
    [InlineData(RecordKind.Erased, 1)]
    [InlineData((RecordKind)99, 1)]
    public void Body_OfUnknownVersionOrKind_IsRefused(RecordKind kind, byte version) =>
        Assert.Throws<RecordUnreadableException>(() => PayloadCodec.Read(kind, [version]));

    [Fact]
    public void Body_OfOneOrdinaryTransaction_IsSmall() => Assert.InRange(Write(Fixed("assessed.v1")).Length, 150, 330);

    [Fact]
    public void Body_TextWithALoneSurrogate_IsRefused()
    {
        var body = (SettingsChanged)Fixed("settings.v1");
        Assert.ThrowsAny<ArgumentException>(
            () => Write(body with { Profile = body.Profile with { Segment = "\ud800" } }));
    }

    [Fact]
    public void Body_TextBeyondItsBound_IsRefused()
    {
        var body = (SettingsChanged)Fixed("settings.v1");
        var text = new string('x', JournalLimits.TextBytesMax + 1);
        Assert.Throws<ArgumentException>(() => Write(body with { Profile = body.Profile with { Segment = text } }));
    }

    private static RecordPayload[] Bodies(Random random) =>
    [
        Drawn.Assessed(random), Drawn.Waiting(random), Drawn.Labelled(random), Drawn.Settings(random),
        Drawn.Day(random), Drawn.Rebuilt(random),
    ];

    private static byte[] Write(RecordPayload body)
    {
        var output = new ArrayBufferWriter<byte>();
        PayloadCodec.Write(output, body);
        return output.WrittenSpan.ToArray();
    }

    private static RecordPayload Fixed(string name) => name switch
    {
        "assessed.v1" => new TransactionsAssessed(null, new DecidedWith(1, 2), [Entry()]),
        "assessed-windows.v1" => new TransactionsAssessed(null, new DecidedWith(1, 2), [WithWindows(Entry())]),
        "assessed-model-deployment.v1" => new TransactionsAssessed(null, default, [WithModelDeployment(Entry())]),
        "assessed-learned.v1" => new TransactionsAssessed(null, default, [WithModels(WithModelDeployment(Entry()))]),
        "sources.v1" => new TransactionsAssessed(null, new DecidedWith(1, 2), [Entry()])
        {
            Sources = ["load_1", "con_7"],
        },
        "waiting.v1" => new TransactionsAssessed(null, default, [Entry(), Entry()])
        {
            Waiting = new WaitingRows([0, 61]),
        },
        "rebuilt.v1" => new AccountRebuilt
        {
            Revision = 3,
            From = 12,
            Profile = ((SettingsChanged)Fixed("settings.v1")).Profile,
            State = new byte[] { 1, 2, 3, 250 },
            Added = [new(60, 61), new(70, 70)],
            Corrected = [new(20, 61), new(22, 70)],
            TakenBack = [new(30, 300)],
            By = "key ork_my_1",
            Why = "the wrong file",
            Before = new CreditScore { State = CreditState.InsufficientHistory, NeedsDays = 18 },
            After = new CreditScore { State = CreditState.Uncalibrated, Score = 831 },
            ArrivedAt = Some.Moment + 9,
        },
        "labelled.v1" => new TransactionLabelled(
            new LabelEvent(9, 4, 0x1122334455667788, 20_514, 0x99AABBCCDDEEFF00, LabelKind.Withdrawn,
                LabelKind.Fraud, Some.Moment),
            "T-991", "chargeback", Some.Moment + 5),
        "settings.v1" => new SettingsChanged(
            new AccountProfile
            {
                Account = "ACC-1",
                CurrencyNumber = 458,
                Zone = "Asia/Kuala_Lumpur",
                OpenedDay = 20_000,
                Defaults = false,
                Product = "current",
                Customers = ["c-1", "c-2"],
                Labels = ["staff"],
            },
            Some.Moment),
        "day-closed.v1" => new DayClosed(
            new DayEvent(12, 20_514),
            new CreditScore { State = CreditState.Uncalibrated, Score = 612 }, Some.Moment + 7),
        _ => AccountCheckpoint.Instance,
    };

    private static AssessedEntry WithModelDeployment(AssessedEntry entry) => entry with
    {
        Inputs = entry.Inputs with { ModelDeploymentVersion = 3, Category = 17, CategoryRulesVersion = 2 },
    };

    private static AssessedEntry WithModels(AssessedEntry entry)
    {
        var decision = entry.Decision;
        (decision.Anomaly.Learned, decision.Anomaly.LogOdds, decision.ShadowCount) = (true, -2.5, 2);
        (decision.Shadow[0], decision.Shadow[1]) = (711, 0);
        return entry with { Decision = decision };
    }

    private static AssessedEntry WithWindows(AssessedEntry entry)
    {
        var windows = new CounterpartyWindows
        {
            Stated = true,
            OneDay = new WindowStatistics(3, 1),
            SevenDays = new WindowStatistics(19, 2),
            ThirtyDays = new WindowStatistics(81, 2),
            FraudAge = 9,
            GenuineSince = 4,
            NewAccounts1D = 2,
            NewAccounts7D = 11,
            BadAccounts = 2,
            FadedMilli = 41_250,
        };
        return entry with
        {
            Inputs = entry.Inputs with { Figures = entry.Inputs.Figures with { Windows = windows } },
        };
    }

    private static AssessedEntry Entry()
    {
        var decision = new Decision { Outcome = Outcome.Review, Flags = DecisionFlags.Late };
        decision.Anomaly = new AnomalyScore
        {
            Score = 742,
            AlertRate = 0.0021,
            Surprise = 6.1658,
            History = 63,
            ReasonCount = 2,
        };
        decision.Anomaly.Reasons[0] = new Reason { Code = (ReasonCode)1, Value = 420_000, Usual = 5_520, Points = 118 };
        decision.Anomaly.Reasons[1] = new Reason { Code = (ReasonCode)7, Value = 2.5, Usual = double.NaN, Points = -3 };
        decision.Credit = new CreditScore
        {
            State = CreditState.InsufficientHistory,
            NeedsDays = 18,
            NeedsIncome = true,
        };
        for (var i = 0; i < FeatureBins.Length; i++)
        {
            decision.Bins[i] = i % 5 == 0 ? FeatureBins.Missing : (byte)(i * 3);
        }

        return new AssessedEntry(
            Some.Transaction("T-991", amount: 4_200m) with
            {
                Channel = "card",
                Country = "MY",
                Mcc = 5411,
                BalanceMinor = -120_33,
                Description = "KEDAI RUNCIT AMAN KUALA LUMPUR",
            },
            new DecisionInputs
            {
                Sequence = 64,
                ArrivedAt = Some.Moment + 812,
                CivilDay = 20_514,
                OffsetMinutes = 480,
                Identity = 0x0123456789ABCDE2,
                Content = 0xFEDCBA9876543210,
                Counterparty = 0x1111222233334444,
                Figures = new CounterpartyStatistics
                {
                    Known = true,
                    Version = 912,
                    RiskPpm = 1_200,
                    EventsIn30Days = 44,
                    Accounts = 12,
                },
                PopulationVersion = 912,
                PolicyVersion = 4,
            },
            decision);
    }
}
