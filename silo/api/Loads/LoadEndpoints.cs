using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Api.Loads.Drafts;
using OrleansRisk.Api.Loads.Trust;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Loads;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Loads.Files;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Loads;

/// <summary>Loads: files become a draft, which is looked at and then committed or thrown away.</summary>
internal sealed class LoadEndpoints(LoadParts parts, LoadOptionsReader options, ClosedAccounts closed)
{
    private readonly OneEach _reading = new(Limits.LoadsReadAtOnce);

    public async Task Create(HttpContext context)
    {
        var tenant = Call.Of(context).Caller.Tenant;
        if (!_reading.TryBegin(tenant))
        {
            await ApiError.Write(context, ErrorCodes.Overloaded);
            return;
        }

        try
        {
            await TimedUpload.Handle(context, Limits.LoadUploadTime, parts.Time, Draft);
        }
        finally
        {
            _reading.End(tenant);
        }
    }

    public async Task One(HttpContext context, string load)
    {
        if (await Find(context, load) is var (head, content))
        {
            await Json.Write(context, LoadShapes.Of(head, content), ContractJson.Default.LoadBody);
        }
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
            await ApiError.Write(context, ErrorCodes.LoadUnderWay);
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

    private async Task Draft(HttpContext context)
    {
        var call = Call.Of(context);
        var settings = call.Tenant!.Settings;
        var (stated, zone, error) = await options.Read(
            context.Request, call.Caller.Tenant, settings, context.RequestAborted);
        if (stated is null)
        {
            await error.Write(context);
            return;
        }

        var named = LoadParameters.Consent.Find(context.Request);
        var (consent, refused) = await parts.Consents.Find(call.Caller.Tenant, named, settings.RequiresConsent);
        if (refused is not null)
        {
            await ApiError.Write(context, refused, "consent");
            return;
        }

        if (await LoadUpload.Read(context) is not { } files)
        {
            return;
        }

        var read = await Task.Run(() => files.Select(file => LoadReader.Read(file, stated)).ToList());
        if (read.Sum(static file => file.Rows.Count) > OrleansRisk.Loads.Limits.RowsMax)
        {
            await ApiError.Write(context, ErrorCodes.TooManyRows);
            return;
        }

        if (read.TrueForAll(static file => file.Rows.Count + file.TakenBack.Count + file.RefusedCount == 0))
        {
            await new ApiError(ErrorCodes.NothingRead, Cause: LoadShapes.Cause(read[0])).Write(context);
            return;
        }

        var takeTwins = LoadParameters.Twins.Of(context.Request) == "take";
        var pseudonyms = await parts.Keys.Pseudonyms(call.Tenant.Id, context.RequestAborted);
        var rules = new UploadRules(pseudonyms, settings.Strict, settings.AllowPanLikeIds)
        {
            Now = parts.Time.GetUtcNow().ToUnixTimeMilliseconds(),
            ConsentedFrom = consent?.OldestAt ?? long.MinValue,
        };
        var draft = await Task.Run(() => LoadDraft.Of(read, rules, pseudonyms, CivilClock.Of(zone), takeTwins));
        if (await new LoadCheck(parts.Actors, call.Caller, takeTwins).Run(draft, context.RequestAborted) is { } failure)
        {
            await Problems.Outcomes.OfRead(failure).Write(context);
            return;
        }

        await Keep(context, draft, zone, named);
    }

    private async Task Keep(HttpContext context, LoadDraft draft, string zone, string? consent)
    {
        var tenant = Call.Of(context).Caller.Tenant;
        var (id, now) = (KeptLoads.NewKey(), parts.Time.GetUtcNow().ToUnixTimeMilliseconds());
        var findings = TrustFindings.Of(draft, Call.Of(context).Tenant!.Settings.Currency);
        var rows = draft.Unread.Count + draft.Accounts.Sum(static account => account.All.Count());
        var load = LoadShapes.Of(draft, findings, zone, now, LoadShapes.Parts(rows)) with
        {
            Consent = consent,
        };
        await parts.Kept.Keep(
            tenant, id, load, draft.Rows.Select(row => LoadShapes.Of(draft, row)),
            draft.Accounts.Select(static account => new KeptAccount(
                account.Account.Key.ToString(), account.Check?.Before?.Sequence ?? 0, account.All.First().Number,
                AccountReport.Of(account))),
            findings, context.RequestAborted);
        var found = await parts.Kept.Find(tenant, id, context.RequestAborted);
        await Json.Write(
            context, LoadShapes.Of(found!.Value.Head, load), ContractJson.Default.LoadBody,
            StatusCodes.Status201Created);
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
