using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Accounts;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Consents;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Consents;

/// <summary>
/// Customers' consents: given, seen, revoked. Who a consent is of is sealed here, and nobody below sees it.
/// </summary>
internal sealed class ConsentEndpoints(
    IConsentStore store, IActors actors, IKeyRing keys, ITenantSeal seal, TimeProvider time)
{
    public async Task Give(HttpContext context)
    {
        if (await AdminBodies.Consent(context) is not { } request)
        {
            return;
        }

        if (Fault(request, Now) is { } fault)
        {
            await ApiError.Of(fault).Write(context);
            return;
        }

        var caller = Call.Of(context).Caller;
        var pseudonyms = await keys.Pseudonyms(caller.Tenant, context.RequestAborted);
        var id = AccountKey.FromBytes(RandomNumberGenerator.GetBytes(16));
        var content = await seal.Seal(
            caller.Tenant, SealedKind.Consent, id.Value, Encoding.UTF8.GetBytes(request.Subject),
            context.RequestAborted);
        var customer = CustomerPlace.Of(request.Subject, pseudonyms);
        var given = await actors.Tenant(caller.Tenant).GiveConsent(caller, new ConsentUpload(
            id.ToString(), customer[Ids.CustomerPrefix.Length..], request.Purpose,
            request.From?.ToUnixTimeMilliseconds() ?? Now, request.To.ToUnixTimeMilliseconds(),
            request.HistoryDays ?? 0, content));
        if (!given.IsDone)
        {
            await Outcomes.Of(given.Failure).Write(context);
            return;
        }

        var row = await store.Find(caller.Tenant, id.Value, CancellationToken.None);
        await Json.Write(
            context, await Body(caller.Tenant, row!), ContractJson.Default.ConsentBody, StatusCodes.Status201Created);
    }

    public async Task One(HttpContext context, string consent)
    {
        var tenant = Call.Of(context).Caller.Tenant;
        var row = TryParse(consent, out var id) ? await store.Find(tenant, id.Value, context.RequestAborted) : null;
        await (row is null ? ApiError.Write(context, ErrorCodes.NotFound)
            : Json.Write(context, await Body(tenant, row), ContractJson.Default.ConsentBody));
    }

    public async Task All(HttpContext context)
    {
        var (tenant, limit) = (Call.Of(context).Caller.Tenant, SharedParameters.Limit.Of(context.Request));
        var (createdAt, before) = (long.MaxValue, UInt128.MaxValue);
        if (SharedParameters.AfterPage.Find(context.Request) is { } after)
        {
            if (!TryParse(after, out var last)
                || await store.Find(tenant, last.Value, context.RequestAborted) is not { } row)
            {
                await SharedParameters.AfterPage.Refusal(context.Request).Write(context);
                return;
            }

            (createdAt, before) = (row.CreatedAt, row.Id);
        }

        var rows = await store.Before(tenant, createdAt, before, limit + 1, context.RequestAborted);
        var items = new List<ConsentBody>();
        foreach (var row in rows.Take(limit))
        {
            items.Add(await Body(tenant, row));
        }

        var more = rows.Count > limit;
        await Json.Write(
            context, new ConsentPage(items, more ? items[^1].Consent : null, more), ContractJson.Default.ConsentPage);
    }

    /// <summary>
    /// From the answer on nothing comes in under it, and accounts that have data of it are not read. If the tenant has
    /// them taken back, each account is rebuilt without them; asked again, it goes on with those that are left.
    /// </summary>
    public async Task Revoke(HttpContext context, string consent)
    {
        var call = Call.Of(context);
        if (!TryParse(consent, out var id))
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        var revoked = await actors.Tenant(call.Caller.Tenant).RevokeConsent(call.Caller, id.ToString());
        if (!revoked.IsDone)
        {
            await Outcomes.Of(revoked.Failure).Write(context);
            return;
        }

        var row = await store.Find(call.Caller.Tenant, id.Value, CancellationToken.None);
        var (frozen, anew) = await TakeBack(call, consent, row!);
        await Json.Write(
            context,
            await Body(call.Caller.Tenant, row!) with { AccountsFrozen = frozen, AccountsBegunAnew = anew },
            ContractJson.Default.ConsentBody);
    }

    /// <summary>Returns how many accounts stay frozen, and how many begin anew.</summary>
    private async ValueTask<(int Frozen, int Anew)> TakeBack(Call call, string consent, ConsentRow row)
    {
        var (tenant, id, frozen, anew) = (call.Caller.Tenant, row.Id, 0, 0);
        var takesBack = call.Tenant!.Settings.RevokedData == Revocation.TakeBack;
        // Whoever may revoke need not be one who may rebuild: the tenant's own rule has it done.
        var caller = call.Caller with { Roles = call.Caller.Roles | Roles.Sweep };
        var request = new RebuildRequest("consent_revoked")
        {
            TakeBackSources = [consent],
            RevokedSince = row.CreatedAt,
        };
        AccountKey after = default;
        while (true)
        {
            var accounts = await store.Accounts(tenant, id, after, Limits.PageMax, CancellationToken.None);
            foreach (var account in accounts)
            {
                var rebuilt = takesBack ? await actors.Account(tenant, account).Rebuild(caller, request) : null;
                if (rebuilt is { IsDone: true })
                {
                    await store.TakenBack(tenant, id, account, CancellationToken.None);
                }

                frozen += rebuilt is { IsDone: true } ? 0 : 1;
                anew += rebuilt?.Value is { BeganAnew: true } ? 1 : 0;
                after = account;
            }

            if (accounts.Count < Limits.PageMax)
            {
                return (frozen, anew);
            }
        }
    }

    private static LineFault? Fault(ConsentRequest request, long now) =>
        TextRules.Id(request.Subject) is { } code ? new LineFault(code, "subject")
        : !ConsentPurposes.All.Contains(request.Purpose)
            ? new LineFault(ErrorCodes.ValueUnknown, "purpose", request.Purpose, string.Join(", ", ConsentPurposes.All))
        : request.To.ToUnixTimeMilliseconds() <= Math.Max(now, request.From?.ToUnixTimeMilliseconds() ?? now)
            ? new LineFault(ErrorCodes.TimeOutOfRange, "to")
        : request.HistoryDays is < 1 or > Limits.ConsentHistoryDaysMax
            ? new LineFault(
                ErrorCodes.NumberOutOfRange, "history_days",
                request.HistoryDays?.ToString(CultureInfo.InvariantCulture))
        : null;

    private async ValueTask<ConsentBody> Body(TenantId tenant, ConsentRow row)
    {
        var subject = await seal.Open(tenant, SealedKind.Consent, row.Id, row.Content, CancellationToken.None);
        return new ConsentBody
        {
            Consent = Ids.Consent(new AccountKey(row.Id).ToString()),
            Subject = Encoding.UTF8.GetString(subject),
            Customer = Ids.Customer(new AccountKey(row.Subject).ToString()),
            Purpose = row.Purpose,
            From = DateTimeOffset.FromUnixTimeMilliseconds(row.From),
            To = DateTimeOffset.FromUnixTimeMilliseconds(row.To),
            HistoryDays = row.HistoryDays == 0 ? null : row.HistoryDays,
            Status = row.Fault(Now) switch
            {
                null => "live",
                ConsentFault.Expired => "expired",
                ConsentFault.Revoked => "revoked",
                _ => "not_yet",
            },
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt),
            RevokedAt = row.RevokedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
        };
    }

    private static bool TryParse(string consent, out AccountKey id) =>
        Ids.TryParseConsent(consent, out var letters) & AccountKey.TryParse(letters, out id);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
