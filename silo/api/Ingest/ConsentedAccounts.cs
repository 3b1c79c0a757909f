using OrleansRisk.Actors;
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
        : new(lines[0].Upload.RequiresConsent ? Refuse(lines, ConsentFault.Missing) : lines);

    public ValueTask<Outcome<AssessedBatch>> Assess(AccountQueue queue, Slot[] lines)
    {
        var (account, upload) = (actors.Account(queue.Tenant, queue.Key), lines[0].Upload);
        var batch = AccountQueue.BatchOf(lines);
        return upload.WhatIf ? account.WhatIf(upload.Caller, batch) : account.Assess(upload.Caller, batch);
    }

    public ValueTask<Outcome<RebuildResult>> Rebuild(Upload upload, AccountKey account, RebuildRequest request) =>
        actors.Account(upload.Tenant, account).Rebuild(upload.Caller, request);

    private async ValueTask<Slot[]> Admit(AccountQueue queue, Slot[] lines, string named)
    {
        var consent = Ids.TryParseConsent(named, out var letters) && AccountKey.TryParse(letters, out var id)
            ? await consents.Find(queue.Tenant, id.Value, CancellationToken.None) : null;
        var fault = consent is null ? ConsentFault.Missing : consent.Fault(time.GetUtcNow().ToUnixTimeMilliseconds());
        if (fault is { } refused)
        {
            return Refuse(lines, refused);
        }

        var covered = Array.FindAll(lines, line => consent!.Covers(line.Transaction!.At));
        if (covered.Length > 0 && !covered[0].Upload.WhatIf)
        {
            await consents.Link(queue.Tenant, consent!.Id, queue.Key, CancellationToken.None);
        }

        Refuse(Array.FindAll(lines, line => !consent!.Covers(line.Transaction!.At)), ConsentFault.Missing);
        return covered;
    }

    private static Slot[] Refuse(Slot[] lines, ConsentFault fault)
    {
        var code = fault switch
        {
            ConsentFault.Expired => ErrorCodes.ConsentExpired,
            ConsentFault.Revoked => ErrorCodes.ConsentRevoked,
            _ => ErrorCodes.ConsentMissing,
        };
        foreach (var line in lines)
        {
            line.Finish(new Answer.Refused(code.Code, "consent"));
        }

        return [];
    }
}
