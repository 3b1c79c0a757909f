using OrleansRisk.Samples.Officers.People;

namespace OrleansRisk.Samples.Officers.Writing;

/// <summary>A payment that is due; the balance decides what becomes of it.</summary>
/// <param name="Source">The row of the script.</param>
/// <param name="Day">When it is due.</param>
/// <param name="Minor">Drawn size, unsigned; 0 if the balance decides it.</param>
/// <param name="Party">As the script or the country's list has it, with macros.</param>
/// <param name="Text">The bank's raw text.</param>
/// <param name="Again">The bank presents it for the second time.</param>
internal sealed record Attempt(ScriptRow Source, DateOnly Day, long Minor, string Party, string Text, bool Again)
{
    /// <summary>Money in first, then bills, then what gives way: so a bank books a day.</summary>
    public int Rank => Source.Amount.Credit ? 0 : Kinds.GivesWay(Source.Category) ? 2 : 1;
}
