using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Payments;

/// <summary>How far a payment has come, by the codes of ISO 20022.</summary>
internal static class PaymentStatus
{
    /// <summary>Of a transfer that a bank has sent: the other has not answered yet.</summary>
    public const RowStatus OfTransfer = RowStatus.Pending;

    public static RowStatus Of(string? code, Place place) => code switch
    {
        // Settled with the creditor, with the debtor, or in part of a batch that is.
        "ACSC" or "ACCC" or "ACWC" => RowStatus.Booked,
        "RCVD" or "ACTC" or "ACCP" or "ACSP" or "ACWP" or "ACFC" or "PDNG" or "PATC" or "PART" => RowStatus.Pending,
        "RJCT" or "CANC" or "BLCK" => RowStatus.Rejected,
        null => throw RefusedException.Row(RefusalCodes.MissingField, place, "The report states no status (TxSts)."),
        _ => throw RefusedException.Row(RefusalCodes.BadCell, place, "The status (TxSts) is unknown.",
            "Ask the sender what it means."),
    };
}
