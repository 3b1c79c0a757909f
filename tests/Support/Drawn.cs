using System.Reflection;
using System.Runtime.CompilerServices;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Tests.Support;

/// <summary>
/// Bodies drawn at random, every member of every type filled: found by reflection, so that a member added tomorrow is
/// drawn too, and a codec that forgets it goes red.
/// </summary>
internal static class Drawn
{
    private const long At = 1_772_413_200_000;

    public static TransactionsAssessed Assessed(Random random)
    {
        var entries = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Entry(random)).ToArray();
        var profile = random.Next(2) == 0 ? null : Fill<AccountProfile>(random);
        return new TransactionsAssessed(profile, new DecidedWith(random.Next(), random.Next(300)), entries)
        {
            Sources = [.. Enumerable.Range(0, random.Next(JournalLimits.SourcesMax + 1)).Select(_ => Text(random))],
        };
    }

    public static TransactionsAssessed Waiting(Random random)
    {
        var body = Assessed(random);
        return body with
        {
            Waiting = new WaitingRows(
                [.. body.Entries.Select(_ => random.Next(2) * random.NextInt64(long.MaxValue))]),
        };
    }

    public static AccountRebuilt Rebuilt(Random random) => new()
    {
        Revision = random.Next(1, int.MaxValue),
        From = random.NextInt64(long.MaxValue),
        Profile = Fill<AccountProfile>(random),
        State = Some.Bytes(random.Next(1, 300)),
        Added = Ranges(random),
        Corrected = [.. Ranges(random).Select(
            range => new CorrectedTransaction(range.First, random.NextInt64(1, 999)))],
        TakenBack = Ranges(random),
        By = Text(random),
        Why = Text(random),
        Before = Decision(random).Credit,
        After = Decision(random).Credit,
        ArrivedAt = random.NextInt64(),
    };

    private static SequenceRange[] Ranges(Random random)
    {
        var (ranges, before) = (new SequenceRange[random.Next(4)], 0L);
        for (var i = 0; i < ranges.Length; i++)
        {
            var first = before + random.Next(1, 400);
            before = first + random.Next(300);
            ranges[i] = new SequenceRange(first, before);
        }

        return ranges;
    }

    public static TransactionLabelled Labelled(Random random) => new(
        new LabelEvent(
            random.NextInt64(1, long.MaxValue), random.NextInt64(1, long.MaxValue), Word(random),
            random.Next(-40_000, 40_000),
            Word(random), Label(random), Label(random), random.NextInt64()),
        Text(random), Text(random), random.NextInt64());

    public static SettingsChanged Settings(Random random) => new(Fill<AccountProfile>(random), random.NextInt64());

    public static DayClosed Day(Random random) => new(
        new DayEvent(random.NextInt64(1, long.MaxValue), random.Next(-40_000, 40_000)),
        Decision(random).Credit, random.NextInt64());

    private static AssessedEntry Entry(Random random)
    {
        var hits = Enumerable.Range(0, random.Next(3)).Select(_ => random.Next()).ToArray();
        return new AssessedEntry(Fill<Transaction>(random), Inputs(random), Decision(random))
        {
            Rules = random.Next(2) == 0 ? RuleHits.None : new RuleHits(random.Next(1, 9), hits),
        };
    }

    /// <summary>Windows that are not stated have no figures.</summary>
    private static DecisionInputs Inputs(Random random)
    {
        var inputs = Fill<DecisionInputs>(random);
        var figures = inputs.Figures;
        return figures.Windows.Stated
            ? inputs
            : inputs with { Figures = figures with { Windows = default } };
    }

    private static Decision Decision(Random random)
    {
        var decision = Fill<Decision>(random);
        decision.Anomaly.Reasons = Reasons(random, decision.Anomaly.ReasonCount %= ReasonList.Max + 1);
        decision.Credit.Reasons = Reasons(random, decision.Credit.ReasonCount %= ReasonList.Max + 1);
        decision.Anomaly.LogOdds = decision.Anomaly.Learned ? decision.Anomaly.LogOdds : 0;
        decision.ObservedCategory = 0; // a record keeps it in its inputs alone
        decision.ShadowCount %= ModelDeployment.ChallengersMax + 1;
        for (var i = 0; i < decision.ShadowCount; i++)
        {
            decision.Shadow[i] = (short)random.Next(short.MinValue, short.MaxValue + 1);
        }

        return decision;
    }

    private static ReasonList Reasons(Random random, int count)
    {
        var reasons = new ReasonList();
        for (var i = 0; i < count; i++)
        {
            reasons[i] = Fill<Reason>(random);
        }

        return reasons;
    }

    private static T Fill<T>(Random random) => (T)Value(typeof(T), typeof(T).Name, random)!;

    private static object? Value(Type type, string name, Random random)
    {
        var inner = Nullable.GetUnderlyingType(type);
        if (inner is not null)
        {
            return random.Next(2) == 0 ? null : Value(inner, name, random);
        }

        return type switch
        {
            _ when type.IsEnum => EnumValue(type, random),
            _ when type == typeof(string) => random.Next(3) == 0 && Optional(name) ? null : Text(random),
            _ when type == typeof(bool) => random.Next(2) == 0,
            _ when type == typeof(byte) => (byte)random.Next(256),
            _ when type == typeof(short) => (short)random.Next(short.MinValue, short.MaxValue + 1),
            _ when type == typeof(ushort) => (ushort)random.Next(ushort.MaxValue + 1),
            _ when type == typeof(int) => Int(name, random),
            _ when type == typeof(long) => Long(name, random),
            _ when type == typeof(ulong) => Word(random),
            _ when type == typeof(double) => Number(random),
            _ when type == typeof(Currency) => Some.Currency(),
            _ when type == typeof(FeatureBins) => Bins(random),
            _ when type == typeof(ReasonList) => new ReasonList(),
            _ when type == typeof(ShadowScores) => new ShadowScores(),
            _ when type == typeof(IReadOnlyList<string>) =>
                Enumerable.Range(0, random.Next(3)).Select(_ => Text(random)).ToArray(),
            _ => Composite(type, random),
        };
    }

    private static object Composite(Type type, Random random)
    {
        var value = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            field.SetValue(value, Value(field.FieldType, field.Name, random));
        }

        return value;
    }

    private static bool Optional(string name) =>
        !(name.Contains("<Id>") || name.Contains("<Account>") || name.Contains("<Zone>"));

    private static int Int(string name, Random random) => name switch
    {
        _ when name.Contains("CivilDay") => (int)(At / 86_400_000) + random.Next(-2, 3),
        _ when name.Contains("Version") || name.Contains("Mcc") => random.Next(2) == 0 ? 0 : random.Next(),
        _ => random.Next(3) == 0 ? random.Next(int.MinValue, int.MaxValue) : random.Next(-3, 4),
    };

    private static long Long(string name, Random random) => name switch
    {
        _ when name.Contains("<At>") || name.Contains("ArrivedAt") =>
            At + random.NextInt64(-2_000_000_000, 2_000_000_000),
        _ when name.Contains("Sequence") => random.NextInt64(1, 1L << random.Next(1, 63)),
        _ when name.Contains("AmountMinor") => random.NextInt64(0, 1_000_000_000_000_000),
        _ => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64),
    };

    private static object EnumValue(Type type, Random random)
    {
        if (type.IsDefined(typeof(FlagsAttribute), false))
        {
            return Enum.ToObject(type, random.Next(ushort.MaxValue + 1));
        }

        var values = Enum.GetValues(type).Cast<object>().ToArray();
        return values[random.Next(values.Length)];
    }

    private static double Number(Random random) => random.Next(8) switch
    {
        0 => 0,
        1 => -0.0,
        2 => double.NaN,
        3 => random.NextInt64(-1_000_000, 1_000_000),
        4 => BitConverter.UInt64BitsToDouble(Word(random)),
        5 => 9_007_199_254_740_992,
        6 => double.NegativeInfinity,
        _ => random.NextDouble(),
    };

    private static string Text(Random random)
    {
        string[] pieces = ["a", "Kedai Runcit", "é", "漢字", "🙂", "\u202e", "\0", "\"", "x"];
        return string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => pieces[random.Next(pieces.Length)]));
    }

    private static FeatureBins Bins(Random random)
    {
        var bins = new FeatureBins();
        random.NextBytes(bins[..]);
        return bins;
    }

    private static LabelKind Label(Random random) => (LabelKind)random.Next(1, 4);

    private static ulong Word(Random random) => (ulong)random.NextInt64(long.MinValue, long.MaxValue);
}
