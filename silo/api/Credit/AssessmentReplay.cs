using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Credit;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Credit;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Api.Credit;

/// <summary>
/// Has each account judge a kept loan again: on the state that the journal held then, by the model deployment that
/// counted then. Records nothing.
/// </summary>
internal sealed class AssessmentReplay(IActors actors, AssessmentArchive archive, ClosedAccounts closed)
{
    public async Task Replay(HttpContext context, string assessment)
    {
        var tenant = Call.Of(context).Caller.Tenant;
        if (await archive.Find(tenant, assessment, context.RequestAborted) is not { } kept)
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        if (await Ask(context, kept.English) is not { } answers)
        {
            return;
        }

        var recorded = kept.English;
        var loan = KeptLoan.Query(recorded, recorded.Accounts[0]);
        var again = new AssessmentShape(
            recorded.Assessment, recorded.CreatedAt, recorded.Customer, new StatedLoan(loan, recorded.Facts), answers)
            .Kept();
        var malay = Languages.Choose(context) == ReasonLanguage.Malay;
        var difference = AssessmentComparison.FirstDifference(kept, again);
        var body = new CreditReplayBody
        {
            Assessment = recorded.Assessment,
            Equal = difference is null,
            FirstDifference = difference,
            Compared = kept.Figures is null ? "as_shown" : "exact",
            Recorded = malay ? kept.Malay : kept.English,
            Recomputed = malay ? again.Malay : again.English,
        };
        await Json.Write(context, body, ContractJson.Default.CreditReplayBody);
    }

    /// <summary>Null where a problem has been written.</summary>
    private async ValueTask<IReadOnlyList<(AccountKey Key, CreditAnswer Answer)>?> Ask(
        HttpContext context, CreditAssessmentBody kept)
    {
        foreach (var account in kept.Accounts)
        {
            if (await closed.Refuse(context, KeptLoan.Key(account)))
            {
                return null;
            }
        }

        var caller = Call.Of(context).Caller;
        var outcomes = await Task.WhenAll(kept.Accounts.Select(async account =>
        {
            var query = KeptLoan.Query(kept, account);
            var outcome = await actors.Account(caller.Tenant, KeptLoan.Key(account)).AssessCredit(caller, query);
            return (Key: KeptLoan.Key(account), Answer: outcome.Value, Error: Error(outcome, query));
        }));
        foreach (var outcome in outcomes)
        {
            if (outcome.Error is { } error)
            {
                await error.Write(context);
                return null;
            }
        }

        return [.. outcomes.Select(static each => (each.Key, each.Answer!))];
    }

    private static ApiError? Error(Outcome<CreditAnswer> outcome, CreditQuery query) => outcome switch
    {
        // A silo of an older build leaves the place unread and judges as of now: its answer proves nothing.
        { Value: { } answer } => Saw(answer, query) ? null : new ApiError(ErrorCodes.JournalUnavailable),
        { Failure: Failure.Expired } => new ApiError(ErrorCodes.AssessmentExpired),
        _ => Outcomes.OfRead(outcome.Failure!),
    };

    private static bool Saw(CreditAnswer answer, CreditQuery query) =>
        new CreditPlace(answer.Sequence, answer.Day, answer.ModelDeployment) == query.Again
            && answer.Holders == query.Holders;
}
