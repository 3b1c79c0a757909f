namespace OrleansRisk.Samples.Generator.Lender;

/// <summary>What somebody meant to do with an account; the ledger decides what becomes of it.</summary>
/// <param name="Second">Second of the civil day.</param>
/// <param name="Sen">Unsigned, in sen.</param>
internal sealed record Movement(int Second, bool Credit, long Sen, string Counterparty, string Category, string Channel)
{
    public string Country { get; init; } = "MY";

    /// <summary>Card payments on line are authorised first and booked with the same id a day later.</summary>
    public bool Authorised { get; init; }

    /// <summary>
    /// The bank tries it whatever the balance, and returns it the next morning where it was not covered.
    /// </summary>
    public bool Bounces { get; init; }

    /// <summary>Named in the truth file where it was planted.</summary>
    public string? Planted { get; init; }

    public static Movement In(int second, long sen, string from, string category, string channel = "transfer") =>
        new(second, true, sen, from, category, channel);

    public static Movement Out(int second, long sen, string to, string category, string channel = "transfer") =>
        new(second, false, sen, to, category, channel);
}
