using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Loads;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Loads;

/// <summary>Loads: files become a draft, which is looked at and then committed or thrown away.</summary>
internal sealed class LoadEndpoints(LoadParts parts, LoadIntake intake, ClosedAccounts closed)
{
    public Task Create(HttpContext context) => intake.Create(context);

    public async Task One(HttpContext context, string load)
    {
        if (await Find(context, load) is var (head, content))
        {
            await Json.Write(context, LoadShapes.Of(head, content), ContractJson.Default.LoadBody);
        }
    }

    /// <summary>Drafts and committed loads, the newest first.</summary>
    public async Task All(HttpContext context)
    {
        var (tenant, limit) = (Call.Of(context).Caller.Tenant, SharedParameters.Limit.Of(context.Request));
        LoadHead? last = null;
        if (SharedParameters.AfterPage.Find(context.Request) is { } after)
        {
            if (KeptLoads.KeyOf(after) is not { } key
                || await parts.Kept.Find(tenant, key, context.RequestAborted) is not var (head, _))
            {
                await SharedParameters.AfterPage.Refusal(context.Request).Write(context);
                return;
            }

            last = head;
        }

        var found = await parts.Kept.Before(
            tenant, last, SharedParameters.MadeFrom.Find(context.Request) ?? 0,
            SharedParameters.MadeTo.Find(context.Request) ?? long.MaxValue, limit + 1, context.RequestAborted);
        var items = found.Take(limit).Select(static each => LoadShapes.Of(each.Head, each.Load)).ToList();
        var more = found.Count > limit;
        await Json.Write(
            context, new LoadPage(items, more ? items[^1].Load : null, more), ContractJson.Default.LoadPage);
    }

    public async Task Accounts(HttpContext context, string load)
    {
        if (await Find(context, load) is not var (head, _))
        {
            return;
        }

        var (after, limit) = (LoadParameters.After.Of(context.Request), SharedParameters.Limit.Of(context.Request));
        var found = await Slice(after, limit, (part, count) =>
            parts.Kept.Accounts(Call.Of(context).Caller.Tenant, head.Id, part, count, context.RequestAborted));
        await Json.Write(
            context,
            new LoadAccountPage
            {
                Accounts = await Open(context, found.Take(limit)),
                After = Next(found.Count > limit, after + limit),
            },
            ContractJson.Default.LoadAccountPage);
    }

    /// <summary>An account that a revoked consent has closed since shows no score that was looked up before.</summary>
    private async ValueTask<IReadOnlyList<LoadAccountBody>> Open(HttpContext context, IEnumerable<KeptAccount> kept)
    {
        var accounts = new List<LoadAccountBody>();
        foreach (var (letters, _, _, account) in kept)
        {
            var isClosed = AccountKey.TryParse(letters, out var key)
                && await closed.Has(Call.Of(context).Caller.Tenant, key, context.RequestAborted);
            accounts.Add(isClosed ? account with { Before = null, After = null } : account);
        }

        return accounts;
    }

    public async Task Findings(HttpContext context, string load)
    {
        if (await Find(context, load) is not var (head, _))
        {
            return;
        }

        var (after, limit) = (LoadParameters.After.Of(context.Request), SharedParameters.Limit.Of(context.Request));
        // Parts of findings are not all full: those that a commit adds are their own.
        var all = await parts.Kept.Findings(
            Call.Of(context).Caller.Tenant, head.Id, 0, int.MaxValue / 2, context.RequestAborted);
        await Json.Write(
            context,
            new LoadFindingPage
            {
                Findings = [.. all.Skip(after).Take(limit)],
                After = Next(all.Count - limit > after, after + limit),
            },
            ContractJson.Default.LoadFindingPage);
    }

    public async Task Rows(HttpContext context, string load)
    {
        if (await Find(context, load) is not var (head, content))
        {
            return;
        }

        var (after, limit) = (LoadParameters.After.Of(context.Request), SharedParameters.Limit.Of(context.Request));
        var outcome = LoadParameters.Outcome.Of(context.Request);
        var rows = new List<LoadRowBody>();
        for (var part = after / Limits.LoadPartItems; rows.Count <= limit && part < content.RowParts; part++)
        {
            var items = await parts.Kept.Rows(
                Call.Of(context).Caller.Tenant, head.Id, part, 1, context.RequestAborted);
            rows.AddRange(items.Select(static item => item.Row).Where(
                row => row.Number > after && (outcome == "all" || row.Outcome == outcome)));
        }

        await Json.Write(
            context,
            new LoadRowPage
            {
                Rows = [.. rows.Take(limit)],
                After = Next(rows.Count > limit, rows.Count > limit ? rows[limit - 1].Number : 0),
            },
            ContractJson.Default.LoadRowPage);
    }

    public async Task Delete(HttpContext context, string load)
    {
        if (await Find(context, load) is not var (head, _))
        {
            return;
        }

        if (!await parts.Kept.Delete(Call.Of(context).Caller.Tenant, head.Id))
        {
            await (await parts.Kept.UnderWay(Call.Of(context).Caller.Tenant, head.Id, context.RequestAborted))
                .Write(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public async Task Commit(HttpContext context, string load)
    {
        if (await Find(context, load) is not var (head, content))
        {
            return;
        }

        if (head.State == LoadState.Committed)
        {
            await Json.Write(context, LoadShapes.Of(head, content), ContractJson.Default.LoadBody);
            return;
        }

        var call = Call.Of(context);
        var settings = call.Tenant!.Settings;
        var upload = new Upload(
            call.Caller, call.KeyId, IngestMode.History, whatIf: false,
            DeadlineRule.Of(settings, null))
        {
            Rates = Rates.Of(settings, call.LinesPerSecond, IngestMode.History),
            Consent = content.Consent,
            RequiresConsent = settings.RequiresConsent,
        };
        if (await parts.Consents.Find(upload.Tenant, upload.Consent, upload.RequiresConsent) is (_, { } refused))
        {
            await ApiError.Write(context, refused, "consent");
            return;
        }

        var rules = new UploadRules(
            await parts.Keys.Pseudonyms(call.Tenant.Id, CancellationToken.None), settings.Strict,
            settings.AllowPanLikeIds);
        // It goes on if its caller hangs up: who asks again is told how far it is.
        var (done, error) = await new LoadCommit(parts, upload, rules).Run(head, content);
        await (done is null ? error.Write(context)
            : Json.Write(context, LoadShapes.Of(done, content), ContractJson.Default.LoadBody));
    }

    private async ValueTask<(LoadHead Head, KeptLoad Load)?> Find(HttpContext context, string load)
    {
        var found = KeptLoads.KeyOf(load) is { } key
            ? await parts.Kept.Find(Call.Of(context).Caller.Tenant, key, context.RequestAborted) : null;
        if (found is null)
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
        }

        return found;
    }

    private static async ValueTask<List<T>> Slice<T>(
        int after, int limit, Func<int, int, ValueTask<IReadOnlyList<T>>> read)
    {
        var first = after / Limits.LoadPartItems;
        var items = await read(first, (int)(((long)after + limit) / Limits.LoadPartItems) - first + 1);
        return [.. items.Skip(after - (first * Limits.LoadPartItems)).Take(limit + 1)];
    }

    private static string? Next(bool more, int after) =>
        more ? after.ToString(CultureInfo.InvariantCulture) : null;
}
