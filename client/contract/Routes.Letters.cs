namespace OrleansRisk.Contract;

public static partial class Routes
{
    /// <summary>POST: makes the letter about a loan that was refused; GET: as it was made.</summary>
    public const string CreditLetter = "/v1/credit-assessments/{assessment}/letter";

    /// <summary>Fills <see cref="CreditLetter"/>.</summary>
    public static string ForCreditLetter(string assessment) => ForCreditAssessment(assessment) + "/letter";
}
