namespace OrleansRisk.Contract.Errors;

/// <summary>One row of the table of errors.</summary>
/// <param name="Code">Stable, snake_case.</param>
/// <param name="Status">HTTP status where it is the answer to a whole request.</param>
/// <param name="Sentence">What is wrong, for a person.</param>
/// <param name="Next">What to do about it, for a person.</param>
/// <param name="SendAgain">Sending the same again can help.</param>
public sealed record ErrorCode(string Code, int Status, string Sentence, string Next, bool SendAgain = false)
{
    /// <summary>The URI of <see cref="Problem.Type"/>.</summary>
    public string Type { get; } = "urn:orleansrisk:error:" + Code;

    /// <summary>What is taken instead, where the code alone decides that; null where it depends on the field.</summary>
    public string? Allowed { get; init; }

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}
