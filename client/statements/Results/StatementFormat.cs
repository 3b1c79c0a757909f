namespace OrleansRisk.Statements.Results;

/// <summary>What a file is. Recognised by its content, never by its name.</summary>
public enum StatementFormat
{
    /// <summary>Cells between separators, with a line that names the columns.</summary>
    Csv,

    /// <summary>ISO 20022 camt.052: an account report, mostly within a day.</summary>
    Camt052,

    /// <summary>ISO 20022 camt.053: a statement of booked entries.</summary>
    Camt053,

    /// <summary>ISO 20022 camt.054: notifications of single debits and credits.</summary>
    Camt054,

    /// <summary>SWIFT MT940: a customer statement.</summary>
    Mt940,

    /// <summary>SWIFT MT942: an interim report.</summary>
    Mt942,

    /// <summary>OFX 1 or 2, also as QFX.</summary>
    Ofx,

    /// <summary>A PDF with text in it.</summary>
    Pdf,

    /// <summary>Plaid's answer to /transactions/get.</summary>
    PlaidGet,

    /// <summary>Plaid's answer to /transactions/sync.</summary>
    PlaidSync,

    /// <summary>Open Finance Malaysia, as PayNet's platform sends it.</summary>
    PayNet,

    /// <summary>India's Account Aggregator (ReBIT), version 1 or 2, XML or JSON.</summary>
    AccountAggregator,

    /// <summary>Open Banking UK (OBIE) 3.1 or 4.</summary>
    OpenBankingUk,

    /// <summary>Berlin Group NextGenPSD2, also as GoCardless sends it.</summary>
    BerlinGroup,

    /// <summary>BAI2 cash management reports.</summary>
    Bai2,

    /// <summary>Quicken Interchange Format.</summary>
    Qif,

    /// <summary>ISO 20022 pain.001: transfers that a customer orders.</summary>
    Pain001,

    /// <summary>ISO 20022 pacs.008: transfers between banks.</summary>
    Pacs008,

    /// <summary>ISO 20022 pacs.002: what became of transfers.</summary>
    Pacs002,

    /// <summary>NACHA: entries of the ACH network, and their returns.</summary>
    Nacha,
}
