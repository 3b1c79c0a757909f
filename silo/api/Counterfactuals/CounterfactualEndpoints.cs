using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Counterfactuals;
using OrleansRisk.Actors.Credit;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Credit;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Credit;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Events.Decisions;

namespace OrleansRisk.Api.Counterfactuals;

/// <summary>What would have had to be otherwise: for a milder decision, or for a better score of a loan.</summary>
internal sealed class CounterfactualEndpoints(
    IActors actors, AssessmentArchive archive, ClosedAccounts closed)
{
    public static readonly WholeNumber Score = new("score", "The score to be reached.", 1, 1_000) { Required = true };

    public async Task OfDecision(HttpContext context, string decision)
    {
        if (!RecordIds.TryParse(decision, out var key, out var sequence))
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        await Ask(context, decision, key, new CounterfactualQuery(sequence, null));
    }

    public async Task OfAssessment(HttpContext context, string assessment)
    {
        var target = Score.Of(context.Request);
        var tenant = Call.Of(context).Caller.Tenant;
        if (await archive.Find(tenant, assessment, context.RequestAborted) is not { English: var kept })
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        var deciding = kept.Accounts.First(static account => account.Decides);
        var query = new CounterfactualQuery(deciding.Sequence, Loan(kept, deciding, target));
        await Ask(context, assessment, KeptLoan.Key(deciding), query);
    }

    private async Task Ask(HttpContext context, string id, AccountKey key, CounterfactualQuery query)
    {
        if (await closed.Refuse(context, key))
        {
            return;
        }

        var call = Call.Of(context);
        var outcome = await actors.Account(call.Caller.Tenant, key).Counterfactual(call.Caller, query);
        if (!outcome.IsDone)
        {
            await Outcomes.OfRead(outcome.Failure).Write(context);
            return;
        }

        var body = CounterfactualShape.Of(id, outcome.Value, Languages.Choose(context));
        await Json.Write(context, body, ContractJson.Default.CounterfactualBody);
    }

    /// <summary>What was not judged by a card names no model deployment with one.</summary>
    private static AssessedLoan Loan(CreditAssessmentBody kept, AssessedAccountBody deciding, int target)
    {
        var loan = KeptLoan.Query(kept, deciding);
        return new AssessedLoan(
            loan.CurrencyNumber, loan.Amount, loan.Instalment, loan.Months, loan.Holders, loan.Again!.Day,
            deciding.Pd is null ? 0 : deciding.ModelDeployment,
            ulong.Parse(deciding.StateHash, NumberStyles.HexNumber, CultureInfo.InvariantCulture), target);
    }
}
