using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Api.Ingest;

/// <summary>Which lines of a stream are answered; each includes those after it.</summary>
internal enum AnswerChoice
{
    All,
    Flagged,
    Errors,
    None,
}

internal static class AnswerChoices
{
    public static AnswerChoice Of(string word) => word switch
    {
        AnswersWanted.Flagged => AnswerChoice.Flagged,
        AnswersWanted.Errors => AnswerChoice.Errors,
        AnswersWanted.None => AnswerChoice.None,
        _ => AnswerChoice.All,
    };
}
