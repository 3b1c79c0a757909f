using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Decisions;

/// <summary>How values are written for people and machines; persisted numbers never are.</summary>
public static class Names
{
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Approve => "approve",
        Outcome.Review => "review",
        Outcome.Decline => "decline",
        _ => "none",
    };

    public static string Of(CreditState state) => state switch
    {
        CreditState.Uncalibrated => "uncalibrated",
        CreditState.Calibrated => "calibrated",
        CreditState.InsufficientData => "insufficient_data",
        _ => "insufficient_history",
    };

    public static string Of(TransactionStatus status) => status switch
    {
        TransactionStatus.Authorised => "authorised",
        TransactionStatus.Booked => "booked",
        TransactionStatus.Reversed => "reversed",
        TransactionStatus.Expired => "expired",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "no such status"),
    };

    public static string Of(Direction direction) => direction switch
    {
        Direction.Debit => "debit",
        Direction.Credit => "credit",
        _ => throw new ArgumentOutOfRangeException(nameof(direction), direction, "no such direction"),
    };

    public static string Of(LabelKind kind) => kind switch
    {
        LabelKind.Fraud => "fraud",
        LabelKind.Genuine => "genuine",
        LabelKind.Withdrawn => "withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such label"),
    };

    /// <summary>A reason's stable name, such as <c>amount.unusual</c>.</summary>
    public static string Of(ReasonCode code) => ReasonTable.Of(code).Name;

    /// <summary>The names of all flags that are set, in the order of their bits.</summary>
    public static IReadOnlyList<string> Of(DecisionFlags flags)
    {
        var names = new List<string>();
        foreach (var (flag, name) in FlagNames)
        {
            if ((flags & flag) != 0)
            {
                names.Add(name);
            }
        }

        return names;
    }

    private static readonly (DecisionFlags Flag, string Name)[] FlagNames =
    [
        (DecisionFlags.Late, "late"), (DecisionFlags.NoRate, "no_rate"), (DecisionFlags.Update, "update"),
        (DecisionFlags.BeforeWatermark, "before_watermark"), (DecisionFlags.Saturated, "saturated"),
        (DecisionFlags.ReplacesUnknown, "replaces_unknown"), (DecisionFlags.Recurring, "recurring"),
        (DecisionFlags.LikelyBooking, "likely_booking"), (DecisionFlags.GivenBackMore, "given_back_more"),
    ];
}
