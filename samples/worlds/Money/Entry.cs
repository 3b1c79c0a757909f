namespace OrleansRisk.Samples.Worlds.Money;

/// <summary>A booked line.</summary>
/// <param name="Number">From 1 within its account.</param>
/// <param name="Balance">After the line, in minor units.</param>
/// <param name="Pair">Shared with the other leg or with the debit that came back; empty for none.</param>
internal sealed record Entry(int Number, Movement Movement, long Balance, string Pair)
{
    public Account Account => Movement.Account;

    public long Signed => Movement.Credit ? Movement.Minor : -Movement.Minor;
}
