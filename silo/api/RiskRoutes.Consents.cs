using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Api.Consents;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Consents;
using static OrleansRisk.Trust.Permissions.Permission;

namespace OrleansRisk.Api;

internal static partial class RiskRoutes
{
    private static void MapConsents(IEndpointRouteBuilder routes)
    {
        var consents = routes.ServiceProvider.GetRequiredService<ConsentEndpoints>();
        routes.MapPost(Routes.Consents, (Delegate)consents.Give)
            .Allows(GiveConsents, "give_consent", "Keeps a customer's consent that a source of data is used.")
            .Accepts<ConsentRequest>(MediaTypes.Json).Idempotency()
            .Shows("""
                {"subject":"C-77","purpose":"credit_underwriting","to":"2027-05-31T00:00:00Z","history_days":365}
                """)
            .Produces<ConsentBody>(StatusCodes.Status201Created);
        routes.MapGet(Routes.Consents, (Delegate)consents.All)
            .Allows(ReadConsents, "consents", "The tenant's consents, the newest first.")
            .Produces<ConsentPage>().Takes(SharedParameters.Limit, SharedParameters.AfterPage);
        routes.MapGet(Routes.Consent, (HttpContext context, string consent) => consents.One(context, consent))
            .Allows(ReadConsents, "consent", "A consent as it stands.")
            .Produces<ConsentBody>();
        routes.MapPost(Routes.ConsentRevoke, (HttpContext context, string consent) => consents.Revoke(context, consent))
            .Allows(RevokeConsents, "revoke_consent",
                "Revokes a consent; nothing comes in under it from the answer on. Twice is once.")
            .Produces<ConsentBody>();
    }
}
