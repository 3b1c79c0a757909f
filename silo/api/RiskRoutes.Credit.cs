using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Api.Counterfactuals;
using OrleansRisk.Api.Credit;
using OrleansRisk.Api.Letters;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Counterfactuals;
using OrleansRisk.Contract.Credit;
using static OrleansRisk.Trust.Permissions.Permission;

namespace OrleansRisk.Api;

internal static partial class RiskRoutes
{
    private static void MapCredit(IEndpointRouteBuilder routes)
    {
        var credit = routes.ServiceProvider.GetRequiredService<CreditEndpoints>();
        routes.MapPost(Routes.CreditAssessments, (Delegate)credit.Assess)
            .Allows(AssessCredit, "assess_credit", "Has accounts judge a loan applied for.")
            .Accepts<CreditAssessmentRequest>(MediaTypes.Json).Idempotency()
            .Produces<CreditAssessmentBody>(StatusCodes.Status201Created);
        routes.MapGet(Routes.CreditAssessment, (HttpContext context, string assessment) =>
            credit.One(context, assessment))
            .Allows(ReadCredit, "credit_assessment", "A credit assessment as it was answered.")
            .Produces<CreditAssessmentBody>();
        var replays = routes.ServiceProvider.GetRequiredService<AssessmentReplay>();
        routes.MapPost(Routes.CreditReplay, (HttpContext context, string assessment) =>
            replays.Replay(context, assessment))
            .Allows(ReplayCredit, "replay_credit", "Judges a credit assessment again from the journal and compares.")
            .Produces<CreditReplayBody>();
        var letters = routes.ServiceProvider.GetRequiredService<LetterEndpoints>();
        routes.MapPost(Routes.CreditLetter, (HttpContext context, string assessment) =>
            letters.Make(context, assessment))
            .Allows(WriteLetters, "make_credit_letter", "Makes the letter about a loan refused.")
            .Accepts<CreditLetterRequest>(MediaTypes.Json).Produces<CreditLetterBody>();
        routes.MapGet(Routes.CreditLetter, (HttpContext context, string assessment) =>
            letters.One(context, assessment))
            .Allows(ReadLetters, "credit_letter", "The letter about a loan refused, as it was made.")
            .Produces<CreditLetterBody>();
        var otherwise = routes.ServiceProvider.GetRequiredService<CounterfactualEndpoints>();
        routes.MapGet(Routes.CreditCounterfactual, (HttpContext context, string assessment) =>
            otherwise.OfAssessment(context, assessment))
            .Allows(ExplainCredit, "credit_counterfactual",
                "The least that would have had to be otherwise for a score.")
            .Produces<CounterfactualBody>().Takes(CounterfactualEndpoints.Score);
        routes.MapGet(Routes.DecisionCounterfactual, (HttpContext context, string decision) =>
            otherwise.OfDecision(context, decision))
            .Allows(ExplainDecisions, "counterfactual",
                "The least that would have had to be otherwise for a milder outcome.")
            .Produces<CounterfactualBody>();
    }
}
