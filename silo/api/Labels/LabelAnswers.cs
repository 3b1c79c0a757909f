using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Labels;
using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Api.Labels;

/// <summary>What became of one label: an answer, or an error.</summary>
internal sealed record LabelAnswered(LabelAnswer? Answer, ApiError Error, string? Transaction);

/// <summary>Hands labels to their accounts.</summary>
internal sealed class LabelAnswers(IActors actors)
{
    public async Task<LabelAnswered> Of(Caller caller, LabelLine line, long number)
    {
        if (line.Fault is { } fault)
        {
            return new LabelAnswered(null, ApiError.Of(fault), line.Transaction);
        }

        var key = line.Account!.Key;
        var outcome = await actors.Account(caller.Tenant, key).Label(caller, line.Request!);
        if (outcome.Failure is { } failure)
        {
            return new LabelAnswered(null, Outcomes.Of(failure), line.Transaction);
        }

        var answer = new LabelAnswer
        {
            Line = number,
            AccountId = Ids.Account(key.ToString()),
            Transaction = line.Request!.Transaction,
            Label = Names.Of(line.Request.Kind),
            Result = outcome.Value == LabelResult.Unchanged ? LabelResults.Unchanged : LabelResults.Recorded,
        };
        return new LabelAnswered(answer, default, line.Transaction);
    }
}
