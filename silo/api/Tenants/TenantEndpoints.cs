using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Tenants;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Tenants;

/// <summary>Tenants: made by operators, seen and changed by them and by the tenant's own admins.</summary>
internal sealed class TenantEndpoints(
    IActors actors, ITenantStore store, NewTenants made, IKeyRing keys, IOptions<ApiOptions> options)
{
    public async Task Create(HttpContext context)
    {
        if (await AdminBodies.Tenant(context) is not { } request)
        {
            return;
        }

        if (request.Name is null)
        {
            await ApiError.Write(context, ErrorCodes.FieldMissing, "name");
            return;
        }

        var settings = TenantShapes.Apply(
            new TenantSettings { Name = request.Name, Region = options.Value.Region }, request);
        if ((TenantShapes.Fault(request) ?? TenantShapes.Fault(settings)) is { } fault)
        {
            await ApiError.Of(fault).Write(context);
            return;
        }

        var outcome = await made.Add(Call.Of(context).Caller.Principal, settings, context.RequestAborted);
        if (!outcome.IsDone)
        {
            await Outcomes.Of(outcome.Failure).Write(context);
            return;
        }

        var row = outcome.Value;
        await keys.CreateTenant(row.Id, CancellationToken.None);
        await Json.Write(
            context, TenantShapes.Of(row.Id, row.Settings), ContractJson.Default.TenantBody,
                StatusCodes.Status201Created);
    }

    public async Task All(HttpContext context)
    {
        var call = Call.Of(context);
        IReadOnlyList<TenantRow> rows = (call.Caller.Roles & Roles.Operator) != 0
            ? await store.All(context.RequestAborted)
            : call.Tenant is { } own ? [own] : [];
        if (await ListPage.Cut(context, rows, static row => Ids.Tenant(row.Id.Value)) is not var (found, more))
        {
            return;
        }

        var items = found.Select(row => TenantShapes.Of(row.Id, row.Settings)).ToList();
        await Json.Write(context, new TenantList(items, more), ContractJson.Default.TenantList);
    }

    public async Task One(HttpContext context, string tenant)
    {
        if (await Seen(context, tenant) is var (id, settings))
        {
            await Json.Write(context, TenantShapes.Of(id, settings), ContractJson.Default.TenantBody);
        }
    }

    public async Task Change(HttpContext context, string tenant)
    {
        if (await Seen(context, tenant) is not var (id, present)
            || await AdminBodies.Tenant(context) is not { } request)
        {
            return;
        }

        var next = TenantShapes.Apply(present, request) with { Version = present.Version + 1 };
        var fault = TenantShapes.Fault(request) ?? TenantShapes.Fault(next);
        if (request.Name is not null && request.Name != present.Name)
        {
            fault = new(ErrorCodes.NameInvalid, "name");
        }

        if (fault is not null)
        {
            await ApiError.Of(fault).Write(context);
            return;
        }

        var outcome = await actors.Tenant(id).Configure(Call.Of(context).Caller, next);
        if (!outcome.IsDone)
        {
            await Outcomes.Of(outcome.Failure).Write(context);
            return;
        }

        await Json.Write(context, TenantShapes.Of(id, outcome.Value), ContractJson.Default.TenantBody);
    }

    /// <summary>The tenant, where the caller may see it; otherwise the problem has been written.</summary>
    private async ValueTask<(TenantId Id, TenantSettings Settings)?> Seen(HttpContext context, string tenant)
    {
        var call = Call.Of(context);
        if (!TenantPlace.TryParse(tenant, call, out var id))
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return null;
        }

        var outcome = await actors.Tenant(id).Describe(call.Caller);
        if (outcome.IsDone)
        {
            return (id, outcome.Value);
        }

        await Outcomes.OfRead(outcome.Failure).Write(context);
        return null;
    }
}
