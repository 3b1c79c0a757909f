using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Updates;

/// <summary>
/// Takes a label into the state: the count of what it was called before goes down, of what it is called now up.
/// </summary>
internal static class LabelUpdate
{
    public static void Apply(Span<byte> state, in LabelEvent label)
    {
        var header = new AccountHeader(state);
        Step(header, label.Before, -1);
        Step(header, label.After, 1);
        header.Sequence = label.Sequence;
    }

    private static void Step(AccountHeader header, LabelKind kind, int step)
    {
        if (kind is LabelKind.Fraud or LabelKind.Genuine)
        {
            header.CountLabel(kind == LabelKind.Fraud, step);
        }
    }
}
