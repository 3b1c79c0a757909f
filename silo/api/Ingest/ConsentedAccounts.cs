using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Ingest;

/// <summary>The way from lines to their account, past the consent that they are sent under.</summary>
internal sealed class ConsentedAccounts(IActors actors, ConsentBook consents, TimeProvider time)
{
    /// <summary>
    /// Answers those lines of a batch that may not go in; the others are returned. The account is noted under the
    /// consent before it has any of its data. Whatever throws does so before a line is answered.
    /// </summary>
    public ValueTask<Slot[]> Admit(AccountQueue queue, Slot[] lines) =>
        lines[0].Consent is { } named ? Admit(queue, lines, named)
        : new(lines[0].Upload.RequiresConsent ? Refuse(lines, ErrorCodes.ConsentMissing) : lines);

    public ValueTask<Outcome<AssessedBatch>> Assess(AccountQueue queue, Slot[] lines)
    {
        var (account, upload) = (actors.Account(queue.Tenant, queue.Key), lines[0].Upload);
        var batch = AccountQueue.BatchOf(lines);
        return upload.WhatIf ? account.WhatIf(upload.Caller, batch) : account.Assess(upload.Caller, batch);
    }

    /// <summary>
    /// The consent that is named, or why nothing may come in under it, or without it, now; neither if none is needed.
    /// </summary>
    public async ValueTask<(ConsentRow? Consent, ErrorCode? Fault)> Find(TenantId tenant, string? named, bool required)
    {
        if (named is null)
        {
            return (null, required ? ErrorCodes.ConsentMissing : null);
        }

        var consent = Ids.TryParseConsent(named, out var letters) && AccountKey.TryParse(letters, out var id)
            ? await consents.Find(tenant, id.Value, CancellationToken.None) : null;
        var fault = consent is null ? ConsentFault.Missing : consent.Fault(time.GetUtcNow().ToUnixTimeMilliseconds());
        return fault is { } refused ? (null, CodeOf(refused)) : (consent, null);
    }

    /// <summary>Notes that the account has data under the consent, before it has any.</summary>
    public ValueTask Note(TenantId tenant, ConsentRow consent, AccountKey account) =>
        consents.Link(tenant, consent.Id, account, CancellationToken.None);

    /// <summary>
    /// Notes that the account has data under each consent among these sources, before it has any; false if one of them
    /// is revoked.
    /// </summary>
    public async ValueTask<bool> Note(TenantId tenant, IReadOnlyList<string> sources, AccountKey account)
    {
        foreach (var source in sources)
        {
            if (!Ids.TryParseConsent(source, out var letters) || !AccountKey.TryParse(letters, out var id)
                || await consents.Find(tenant, id.Value, CancellationToken.None) is not { } consent)
            {
                continue;
            }

            if (consent.RevokedAt is not null)
            {
                return false;
            }

            await Note(tenant, consent, account);
        }

        return true;
    }

    public ValueTask<Outcome<RebuildResult>> Rebuild(Upload upload, AccountKey account, RebuildRequest request) =>
        actors.Account(upload.Tenant, account).Rebuild(upload.Caller, request);

    private async ValueTask<Slot[]> Admit(AccountQueue queue, Slot[] lines, string named)
    {
        var (consent, fault) = await Find(queue.Tenant, named, required: true);
        if (consent is null)
        {
            return Refuse(lines, fault!);
        }

        var covered = Array.FindAll(lines, line => line.Transaction!.At >= consent.OldestAt);
        if (covered.Length > 0 && !covered[0].Upload.WhatIf)
        {
            await Note(queue.Tenant, consent, queue.Key);
        }

        Refuse(Array.FindAll(lines, line => line.Transaction!.At < consent.OldestAt), ErrorCodes.ConsentMissing);
        return covered;
    }

    private static ErrorCode CodeOf(ConsentFault fault) => fault switch
    {
        ConsentFault.Expired => ErrorCodes.ConsentExpired,
        ConsentFault.Revoked => ErrorCodes.ConsentRevoked,
        _ => ErrorCodes.ConsentMissing,
    };

    private static Slot[] Refuse(Slot[] lines, ErrorCode code)
    {
        foreach (var line in lines)
        {
            line.Finish(new Answer.Refused(code.Code, "consent"));
        }

        return [];
    }
}
