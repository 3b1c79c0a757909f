using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.GrainInterfaces.Wire;

/// <summary>Reads of an account and what they answer, as bytes.</summary>
internal static class AccountWire
{
    public static void Write(WireWriter wire, AccountView view)
    {
        var part = wire.Begin();
        wire.Fixed(view.Key.Value);
        Write(wire, view.Profile);
        Write(wire, view.Summary);
        wire.End(part);
    }

    public static AccountView ReadView(ref WireReader wire)
    {
        var part = wire.Part();
        return new AccountView(new AccountKey(part.Fixed128()), ReadProfile(ref part), ReadSummary(ref part));
    }

    public static void Write(WireWriter wire, ReplayReport report)
    {
        var part = wire.Begin();
        wire.Flag(report.Equal);
        wire.Text(report.FirstDifference);
        wire.Fixed(report.StateBefore);
        wire.Fixed(report.StateAfter);
        wire.Fixed(report.RecomputedStateAfter);
        AnswerWire.Write(wire, report.Recorded);
        AnswerWire.Write(wire, report.Recomputed);
        wire.Int(report.EventsFolded);
        wire.End(part);
    }

    public static ReplayReport ReadReport(ref WireReader wire)
    {
        var part = wire.Part();
        return new ReplayReport(
            part.Flag(), part.Text(), part.Fixed64(), part.Fixed64(), part.Fixed64(),
            AnswerWire.ReadEntry(ref part), AnswerWire.ReadEntry(ref part), part.Int32());
    }

    public static void Write(WireWriter wire, LabelRequest request)
    {
        wire.Text(request.Transaction);
        wire.Byte((byte)request.Kind);
        wire.Int(request.KnownAt);
        wire.Text(request.Source);
    }

    public static LabelRequest ReadLabel(ref WireReader wire) =>
        new(wire.TextOrEmpty(), (LabelKind)wire.Byte(), wire.Int(), wire.TextOrEmpty());

    private static void Write(WireWriter wire, AccountProfile profile)
    {
        var part = wire.Begin();
        wire.Text(profile.Account);
        wire.UInt(profile.CurrencyNumber);
        wire.Text(profile.Zone);
        wire.Int(profile.OpenedDay);
        wire.Flag(profile.Defaults);
        wire.Text(profile.Product);
        wire.Text(profile.Segment);
        wire.Texts(profile.Customers);
        wire.Texts(profile.Labels);
        wire.End(part);
    }

    private static AccountProfile ReadProfile(ref WireReader wire)
    {
        var part = wire.Part();
        return new AccountProfile
        {
            Account = part.TextOrEmpty(),
            CurrencyNumber = part.UInt16(),
            Zone = part.TextOrEmpty(),
            OpenedDay = part.Int32(),
            Defaults = part.Flag(),
            Product = part.Text(),
            Segment = part.Text(),
            Customers = part.Texts(),
            Labels = part.Texts(),
        };
    }

    private static void Write(WireWriter wire, AccountSummary summary)
    {
        var part = wire.Begin();
        wire.Int(summary.Sequence);
        wire.Int(summary.Transactions);
        wire.Int(summary.AsOf);
        DecisionWire.Write(wire, summary.LastAnomaly);
        DecisionWire.Write(wire, summary.Credit);
        wire.Int(summary.BalanceMinor);
        wire.Flag(summary.BalanceKnown);
        wire.End(part);
    }

    private static AccountSummary ReadSummary(ref WireReader wire)
    {
        var part = wire.Part();
        return new AccountSummary
        {
            Sequence = part.Int(),
            Transactions = part.Int(),
            AsOf = part.Int(),
            LastAnomaly = DecisionWire.ReadAnomaly(ref part),
            Credit = DecisionWire.ReadCredit(ref part),
            BalanceMinor = part.Int(),
            BalanceKnown = part.Flag(),
        };
    }
}
