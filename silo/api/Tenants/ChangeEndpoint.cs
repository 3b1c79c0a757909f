using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Tenants;
using OrleansRisk.Tenants.Changes;

namespace OrleansRisk.Api.Tenants;

/// <summary>What changed of a tenant: when, by whom, and the hash of each change in the next.</summary>
internal sealed class ChangeEndpoint(ITenantChanges changes)
{
    public async Task All(HttpContext context, string tenant)
    {
        if (!TenantPlace.TryParse(tenant, Call.Of(context), out var id))
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        var before = long.MaxValue;
        if (SharedParameters.AfterPage.Find(context.Request) is { } after
            && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            await SharedParameters.AfterPage.Refusal(context.Request).Write(context);
            return;
        }

        var limit = SharedParameters.Limit.Of(context.Request);
        var found = await changes.Before(id, before, limit + 1, context.RequestAborted);
        var more = found.Count > limit;
        var next = more ? found[limit - 1].Sequence.ToString(CultureInfo.InvariantCulture) : null;
        await Json.Write(
            context, new TenantChangePage([.. found.Take(limit).Select(Of)], next, more),
            ContractJson.Default.TenantChangePage);
    }

    private static TenantChangeBody Of(TenantChange change) => new()
    {
        Sequence = change.Sequence,
        Kind = JsonNamingPolicy.SnakeCaseLower.ConvertName(change.Kind.ToString()),
        Subject = change.Subject,
        Version = change.Version,
        By = change.Actor,
        At = DateTimeOffset.FromUnixTimeMilliseconds(change.At),
        ContentHash = Convert.ToHexStringLower(change.ContentHash.Span),
        PreviousHash = Convert.ToHexStringLower(change.PreviousHash.Span),
    };
}
