using OrleansRisk.Cli.Input;
using OrleansRisk.Cli.Output;
using OrleansRisk.Client;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Cli.Sending;

/// <summary>Where answers go.</summary>
/// <param name="Answers">Those that were asked for.</param>
/// <param name="Acknowledged">Identities that were acknowledged, where they are kept.</param>
/// <param name="Refused">Rows that were refused, where they are kept.</param>
/// <param name="Resume">How far it is, where that is kept.</param>
internal sealed record Outputs(
    AnswerFile Answers, Acknowledgements? Acknowledged, RefusedRows? Refused, ResumePoint? Resume);

/// <summary>
/// Puts each answer where it was asked for. Rows that cannot be sent come from the reading side.
/// </summary>
internal sealed class Answering(Source source, Outputs to, Totals totals, string wanted, long tolerated)
{
    private readonly Lock _writing = new();

    /// <summary>More rows were refused than are tolerated.</summary>
    public bool Stopped { get; private set; }

    public void Take(TransactionAnswer answer)
    {
        lock (_writing)
        {
            totals.Add(answer);
            if (answer is TransactionAnswer.Degraded)
            {
                return; // a file is nobody who waits: its line is sent again, and that answer counts
            }

            var row = source.Sent(answer.Number);
            if (answer is TransactionAnswer.Refused refused)
            {
                Refuse(row, refused.Transaction, refused.Problem with { Line = row.Place });
            }
            else
            {
                Write(((TransactionAnswer.Decided)answer).Decision with { Line = row.Place });
            }

            to.Resume?.Note(() => source.Answered);
        }
    }

    public void Refuse(InputRow row)
    {
        lock (_writing)
        {
            totals.AddRefused(row.Fault!);
            Refuse(row, null, row.Fault!);
        }
    }

    private void Write(DecisionBody decision)
    {
        if (decision.Decision is not null)
        {
            to.Acknowledged?.Write(decision);
        }

        if (wanted == AnswersWanted.All || (wanted == AnswersWanted.Flagged && Totals.IsFlagged(decision)))
        {
            to.Answers.Write(decision);
        }
    }

    private void Refuse(InputRow row, string? transaction, Problem error)
    {
        to.Refused?.Write(row, error);
        if (wanted != AnswersWanted.None)
        {
            to.Answers.Write(new ErrorLine { Line = row.Place, Transaction = transaction, Error = error });
        }

        if (totals.Refused > tolerated && !Stopped)
        {
            Stopped = true;
            source.End();
        }
    }
}
