namespace OrleansRisk.Statements.Results;

/// <summary>Why a file, or a row of it, was not taken.</summary>
/// <param name="Code">Stable, for programs: one of <see cref="RefusalCodes"/>.</param>
/// <param name="Place">Where in the file.</param>
/// <param name="Message">What is there, in a sentence. It holds no cell's content.</param>
/// <param name="Next">What to do about it.</param>
public sealed record Refusal(string Code, Place Place, string Message, string Next)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Code} at {Place}: {Message} {Next}";
}
