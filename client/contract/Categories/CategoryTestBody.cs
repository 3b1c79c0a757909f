namespace OrleansRisk.Contract.Categories;

/// <summary>What of a transaction says what it is for; nothing is recorded.</summary>
public sealed record CategoryTestRequest
{
    /// <summary>Name of the payee or payer.</summary>
    public string? Counterparty { get; init; }

    /// <summary>Text of the transaction.</summary>
    public string? Description { get; init; }

    /// <summary>As a transaction would state it: a name of the catalogue, words, or a bank's code.</summary>
    public string? Category { get; init; }

    /// <summary>ISO 18245, four digits.</summary>
    public string? Mcc { get; init; }

    /// <summary><c>debit</c> (the default) or <c>credit</c>.</summary>
    public string? Direction { get; init; }
}

/// <summary>What a transaction would be taken to be for, and why.</summary>
public sealed record CategoryTestBody
{
    /// <summary>A name of the catalogue; <c>uncategorised</c> where nothing says.</summary>
    public required string Category { get; init; }

    /// <summary>
    /// <c>stated</c>, <c>mcc</c>, <c>bank_code</c>, <c>rule</c> or <c>pack</c>; null where nothing says.
    /// </summary>
    public required string? By { get; init; }

    /// <summary>The rule that fits, of the tenant or of the pack; null where none was asked or fits.</summary>
    public required CategoryRuleBody? Rule { get; init; }

    /// <summary>It says something of health, belief, family or need: no score tells it from other money.</summary>
    public required bool Sensitive { get; init; }

    /// <summary>Version of the rules that were asked; 0 for none.</summary>
    public required int Version { get; init; }

    /// <summary>The counterparty as rules compare it; null where none is stated.</summary>
    public required string? Counterparty { get; init; }

    /// <summary>The description as rules compare it; null where none is stated.</summary>
    public required string? Description { get; init; }
}
