using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
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

/// <summary>Loans applied for: each account judges by itself, the answer is kept, then given.</summary>
internal sealed class CreditEndpoints(
    IActors actors, Applicants applicants, AssessmentArchive archive, AssessedAccounts assessed, TimeProvider time)
{
    public async Task Assess(HttpContext context)
    {
        if (await AdminBodies.Loan(context) is not { } request)
        {
            return;
        }

        if (LoanReader.Read(request, out var fault) is not { } loan)
        {
            await ApiError.Of(fault!).Write(context);
            return;
        }

        if (await applicants.Find(context, request) is { } applicant
            && await Ask(context, applicant.Accounts, loan) is { } answers)
        {
            await Keep(context, applicant, new StatedLoan(loan, request.Facts), answers);
        }
    }

    public async Task One(HttpContext context, string assessment)
    {
        var call = Call.Of(context);
        if (await archive.Find(call.Caller.Tenant, assessment, context.RequestAborted) is not { } kept)
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        if (await assessed.StandStill(context, kept.English.Accounts))
        {
            var shown = Languages.Choose(context) == ReasonLanguage.Malay ? kept.Malay : kept.English;
            await Json.Write(context, shown, ContractJson.Default.CreditAssessmentBody);
        }
    }

    /// <summary>Null where a problem has been written.</summary>
    private async ValueTask<IReadOnlyList<(AccountKey Key, CreditAnswer Answer)>?> Ask(
        HttpContext context, IReadOnlyList<AccountKey> accounts, CreditQuery loan)
    {
        var caller = Call.Of(context).Caller;
        if (!await assessed.AreOpen(context, accounts))
        {
            return null;
        }

        var outcomes = await Task.WhenAll(accounts.Select(
            key => actors.Account(caller.Tenant, key).AssessCredit(caller, loan).AsTask()));
        foreach (var outcome in outcomes)
        {
            if (outcome.Failure is { } failure)
            {
                await Outcomes.OfRead(failure).Write(context);
                return null;
            }
        }

        return [.. accounts.Zip(outcomes, static (key, outcome) => (key, outcome.Value!))];
    }

    /// <summary>Durable before visible: nobody is told what cannot be shown again.</summary>
    private async Task Keep(
        HttpContext context, Applicant applicant, StatedLoan loan,
        IReadOnlyList<(AccountKey Key, CreditAnswer Answer)> answers)
    {
        var (id, now) = (AssessmentArchive.NewId(), time.GetUtcNow());
        var kept = new AssessmentShape(
            Ids.Assessment(id.ToString()), now, applicant.Customer, loan, answers).Kept();
        await archive.Keep(Call.Of(context).Caller.Tenant, id, now.ToUnixTimeMilliseconds(), kept);
        var shown = Languages.Choose(context) == ReasonLanguage.Malay ? kept.Malay : kept.English;
        await Json.Write(context, shown, ContractJson.Default.CreditAssessmentBody, StatusCodes.Status201Created);
    }
}
