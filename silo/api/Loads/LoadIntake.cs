using Microsoft.AspNetCore.Http;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Api.Loads.Drafts;
using OrleansRisk.Api.Loads.Trust;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Loads;
using OrleansRisk.Loads.Files;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Loads;

/// <summary>
/// Files become a draft. They arrive before they take one of the few places in which loads are read, so that whoever
/// sends slowly keeps nobody else waiting.
/// </summary>
internal sealed class LoadIntake(LoadParts parts, LoadOptionsReader options) : IDisposable
{
    private readonly OneEach _arrivals = new(Limits.LoadsArrivingAtOnce);
    private readonly ArrivingBytes _arriving = new(Limits.LoadBytesArrivingMax);
    private readonly SemaphoreSlim _places = new(Limits.LoadsReadAtOnce);

    public void Dispose() => _places.Dispose();

    public async Task Create(HttpContext context)
    {
        var tenant = Call.Of(context).Caller.Tenant;
        if (!_arrivals.TryBegin(tenant))
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
            _arrivals.End(tenant);
        }
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

        if (await parts.Kept.Full(call.Caller.Tenant, context.RequestAborted) is { } full)
        {
            await full.Write(context);
            return;
        }

        using var pace = new UploadPace(parts.Time, _arriving, context.RequestAborted);
        if (await LoadUpload.Read(context, pace) is not { } files)
        {
            return;
        }

        if (!await _places.WaitAsync(Limits.LoadPlaceWait, context.RequestAborted))
        {
            await ApiError.Write(context, ErrorCodes.Overloaded);
            return;
        }

        try
        {
            await Check(context, files, stated, zone, consent, named);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task Check(
        HttpContext context, IReadOnlyList<LoadFile> files, LoadOptions stated, string zone, ConsentRow? consent,
        string? named)
    {
        var call = Call.Of(context);
        var settings = call.Tenant!.Settings;
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
}
