namespace OrleansRisk.Client.Sending;

/// <summary>A line that has no answer yet.</summary>
internal sealed class Pending(long number, TransactionLine line)
{
    public long Number { get; } = number;

    public TransactionLine Line { get; } = line;

    public int Attempts { get; set; }
}
