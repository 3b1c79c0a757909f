namespace OrleansRisk.Core.Credit;

/// <summary>What a credit model was fitted on: who puts it up is to know whether it is meant for his loans.</summary>
/// <param name="Currency">ISO 4217: every amount that it reads is in it.</param>
/// <param name="Country">ISO 3166, two letters; null where it was not stated.</param>
/// <param name="DataHash">SHA-256 of the loans and transactions it was fitted on, in hex.</param>
/// <param name="TrainedFrom">Day of the first loan, <c>YYYY-MM-DD</c>.</param>
/// <param name="TrainedTo">Day of the last one.</param>
/// <param name="Bad">What a bad loan is, in the lender's words.</param>
/// <param name="Loans">Loans of known outcome.</param>
/// <param name="BadLoans">Of them bad.</param>
/// <param name="Denied">Features that the lender does not want read, beside those nobody may.</param>
public sealed record CreditModelAbout(
    string Currency, string? Country, string DataHash, string TrainedFrom, string TrainedTo, string Bad, int Loans,
    int BadLoans, IReadOnlyList<string> Denied);
