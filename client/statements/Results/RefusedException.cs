namespace OrleansRisk.Statements.Results;

/// <summary>
/// Ends the reading of a row or of the file. It never leaves this project: the door turns it into a result.
/// </summary>
internal sealed class RefusedException(Refusal refusal, bool ofFile) : Exception(refusal.Message)
{
    public Refusal Refusal { get; } = refusal;

    /// <summary>Whether nothing of the file can be taken; else only the row is left out.</summary>
    public bool OfFile { get; } = ofFile;

    /// <summary>Refuses the file.</summary>
    public static RefusedException File(string code, Place place, string? message = null, string? next = null) =>
        new(Made(code, place, message, next), ofFile: true);

    /// <summary>Refuses one row.</summary>
    public static RefusedException Row(string code, Place place, string? message = null, string? next = null) =>
        new(Made(code, place, message, next), ofFile: false);

    private static Refusal Made(string code, Place place, string? message, string? next)
    {
        var entry = RefusalCodes.Of(code);
        return new Refusal(code, place, message ?? entry.Meaning, next ?? entry.Next);
    }
}
