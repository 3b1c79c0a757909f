namespace OrleansRisk.Samples.Officers.Writing;

/// <summary>One row of an account as a bank prints it.</summary>
/// <param name="Day">The civil day.</param>
/// <param name="Minor">Signed, minor units: what the balance moves by.</param>
/// <param name="Party">Who was paid or who paid.</param>
/// <param name="Text">The bank's raw text.</param>
/// <param name="Category">Kind of money, in the words of this file.</param>
/// <param name="Channel">How it was made.</param>
/// <param name="Balance">After the row.</param>
internal sealed record Row(
    DateOnly Day, long Minor, string Party, string Text, string Category, string Channel, long Balance);
