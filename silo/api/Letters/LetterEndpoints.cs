using Microsoft.AspNetCore.Http;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Credit;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Credit;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Letters;

/// <summary>Letters about loans that were refused: made once from the kept assessment, kept, then shown.</summary>
internal sealed class LetterEndpoints(AssessmentArchive archive, AssessedAccounts accounts, TimeProvider time)
{
    public async Task Make(HttpContext context, string assessment)
    {
        if (await AdminBodies.Letter(context) is not { } request)
        {
            return;
        }

        if (LetterReader.Fault(request) is { } fault)
        {
            await ApiError.Of(fault).Write(context);
            return;
        }

        if (await Assessment(context, assessment) is not { } kept)
        {
            return;
        }

        var (tenant, key) = (Call.Of(context).Caller.Tenant, AssessmentArchive.KeyOf(assessment)!.Value);
        var letter = await archive.Letter(tenant, key, context.RequestAborted);
        if (letter is null)
        {
            _ = Currency.TryParse(kept.English.Loan.Currency, out var currency);
            var refusals = new Refusals(kept, currency, LetterReader.Worst(request), request.ScoreMin);
            if (refusals.By.Count == 0 || refusals.IsUnexplained)
            {
                await ApiError.Write(
                    context, refusals.By.Count == 0 ? ErrorCodes.NothingRefuses : ErrorCodes.ReasonsUnknown);
                return;
            }

            var zone = Call.Of(context).Tenant?.Settings.Zone;
            letter = await archive.KeepLetter(tenant, key, New(kept, request, refusals, zone));
        }

        await Show(context, letter);
    }

    public async Task One(HttpContext context, string assessment)
    {
        if (await Assessment(context, assessment) is null)
        {
            return;
        }

        var (tenant, key) = (Call.Of(context).Caller.Tenant, AssessmentArchive.KeyOf(assessment)!.Value);
        if (await archive.Letter(tenant, key, context.RequestAborted) is { } letter)
        {
            await Show(context, letter);
            return;
        }

        await ApiError.Write(context, ErrorCodes.NotFound);
    }

    private KeptLetter New(KeptAssessment kept, CreditLetterRequest request, Refusals refusals, string? zone)
    {
        var changes = new LetterChanges(
            kept, refusals, refusals.Currency, LetterReader.Worst(request), request.ScoreMin);
        var shape = new LetterShape(kept, request, refusals, changes, TimeIn(zone, time.GetUtcNow()));
        return new KeptLetter(shape.In(ReasonLanguage.English), shape.In(ReasonLanguage.Malay));
    }

    /// <summary>The time where the tenant is.</summary>
    internal static DateTimeOffset TimeIn(string? zone, DateTimeOffset now) =>
        zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
            ? TimeZoneInfo.ConvertTime(now, found)
            : now.ToUniversalTime();

    /// <summary>Null where a problem has been written: what is gone is not written about.</summary>
    private async ValueTask<KeptAssessment?> Assessment(HttpContext context, string assessment)
    {
        if (await archive.Find(Call.Of(context).Caller.Tenant, assessment, context.RequestAborted) is not { } kept)
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return null;
        }

        return await accounts.StandStill(context, kept.English.Accounts) ? kept : null;
    }

    private static Task Show(HttpContext context, KeptLetter letter) => Json.Write(
        context, Languages.Choose(context) == ReasonLanguage.Malay ? letter.Malay : letter.English,
        ContractJson.Default.CreditLetterBody);
}
