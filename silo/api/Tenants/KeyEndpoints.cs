using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Tenants;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Api.Tenants;

/// <summary>A tenant's API keys: issued once with their secret, listed without it, revoked within a second.</summary>
internal sealed class KeyEndpoints(IActors actors, IKeyRing keys, TimeProvider time)
{
    public async Task Issue(HttpContext context, string tenant)
    {
        var call = Call.Of(context);
        if (!TenantPlace.TryParse(tenant, call, out var id))
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        if (await AdminBodies.Key(context) is not { } body)
        {
            return;
        }

        if (Fault(body) is { } fault)
        {
            await ApiError.Of(fault).Write(context);
            return;
        }

        var request = new KeyRequest(body.Label, RoleWords.Parse(body.Roles), body.ExpiresAt?.ToUnixTimeMilliseconds(),
            body.LinesPerSecond ?? 0);
        var outcome = await actors.Tenant(id).IssueKey(call.Caller, request);
        if (!outcome.IsDone)
        {
            await Outcomes.Of(outcome.Failure).Write(context);
            return;
        }

        // A tenant whose making broke off after its row has no keys of its own yet; making them twice changes nothing.
        await keys.CreateTenant(id, CancellationToken.None);
        await Json.Write(
            context, TenantShapes.Of(outcome.Value), ContractJson.Default.KeyBody, StatusCodes.Status201Created);
    }

    public async Task All(HttpContext context, string tenant)
    {
        var call = Call.Of(context);
        if (!TenantPlace.TryParse(tenant, call, out var id))
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        var outcome = await actors.Tenant(id).Keys(call.Caller);
        if (!outcome.IsDone)
        {
            await Outcomes.OfRead(outcome.Failure).Write(context);
            return;
        }

        if (await ListPage.Cut(context, outcome.Value, static key => key.Id, static key => key.CreatedAt)
            is not var (found, more))
        {
            return;
        }

        await Json.Write(
            context, new KeyList([.. found.Select(TenantShapes.Of)], more), ContractJson.Default.KeyList);
    }

    public async Task Revoke(HttpContext context, string tenant, string key)
    {
        var call = Call.Of(context);
        if (!TenantPlace.TryParse(tenant, call, out var id))
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        var outcome = await actors.Tenant(id).RevokeKey(call.Caller, key);
        if (!outcome.IsDone)
        {
            await Outcomes.Of(outcome.Failure).Write(context);
            return;
        }

        await Json.Write(context, TenantShapes.Of(outcome.Value), ContractJson.Default.KeyBody);
    }

    private LineFault? Fault(KeyRequestBody body) =>
        TextRules.Free(body.Label, Limits.KeyLabelCharactersMax) is { } label ? new LineFault(label, "label")
        : RoleWords.Parse(body.Roles) == Roles.None
            ? new LineFault(ErrorCodes.ValueUnknown, "roles", RoleWords.NoRole(body.Roles))
        : body.LinesPerSecond is < 1 or > Limits.LinesPerSecondMax
            ? new LineFault(
                ErrorCodes.NumberOutOfRange, "lines_per_second", $"{body.LinesPerSecond}",
                $"1 to {Limits.LinesPerSecondMax}")
        : body.ExpiresAt <= time.GetUtcNow() ? new LineFault(ErrorCodes.TimeInvalid, "expires_at")
        : null;
}
