using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Events.Decisions;
using OrleansRisk.Events.Text;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Api.Ingest;

/// <summary>
/// One transaction, answered by its deadline: by the decision, or for want of one by what its tenant has stated. The
/// clock runs from the moment that the request came.
/// </summary>
internal sealed class SingleCall(StreamParts parts, HttpContext context, Call call, Upload upload)
{
    public async Task Answer(Func<Call, CancellationToken, ValueTask<UploadRules>> rulesOf)
    {
        if (await Bodies.ReadOrRefuse(context) is not { } body)
        {
            return;
        }

        var (rules, cause) = call.Unchecked ? (null, Causes.KeyNotChecked) : await Rules(rulesOf);
        if (rules is null && !upload.Rule.Answers)
        {
            await Refuse(cause!, slot: null);
            return;
        }

        // Without the tenant's keys the line is read all the same: what its fallback is depends on what it says.
        var settings = call.Tenant!.Settings;
        rules ??= new UploadRules(NoPseudonyms.Instance, settings.Strict, settings.AllowPanLikeIds);
        rules.Now = parts.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var slot = new Slot();
        slot.Begin(upload, 0, TransactionReader.Read(body.Span, rules), parts.Time.GetTimestamp());
        if (!slot.IsDone)
        {
            cause ??= await Assess(slot) ? Causes.Of(slot.Failure) : Causes.Deadline;
            await parts.Batches.Rebuild(upload);
        }

        await (slot.Fault is null && cause is not null && (upload.Rule.Answers || cause == Causes.Deadline)
            ? Stated(slot, cause)
            : Written(slot));
    }

    private TimeSpan Left => upload.Rule.After is { } after
        ? TimeSpan.FromTicks(Math.Max(0, (after - parts.Time.GetElapsedTime(call.CameAt)).Ticks))
        : Timeout.InfiniteTimeSpan;

    private async ValueTask<(UploadRules? Rules, string? Cause)> Rules(
        Func<Call, CancellationToken, ValueTask<UploadRules>> rulesOf)
    {
        try
        {
            var reading = rulesOf(call, context.RequestAborted);
            return (reading.IsCompletedSuccessfully
                ? reading.Result
                : await reading.AsTask().WaitAsync(Left, parts.Time, context.RequestAborted), null);
        }
        catch (TimeoutException)
        {
            return (null, Causes.Deadline);
        }
        catch (KeyUnavailableException unavailable) when (upload.Rule.Answers)
        {
            return (null, Causes.Of(unavailable.Cause));
        }
        catch (Exception failure) when (upload.Rule.Answers && Failures.IsDatabaseTrouble(failure))
        {
            return (null, Causes.Journal);
        }
    }

    /// <summary>
    /// Sends the line with whatever waits for the same account; false where the deadline passed first.
    /// </summary>
    private async ValueTask<bool> Assess(Slot slot)
    {
        var touched = new List<AccountQueue>(1);
        parts.Batches.Add(slot, touched);
        parts.Batches.Start(touched);
        var done = upload.Done.Wait();
        if (upload.Rule.After is null || done.IsCompleted)
        {
            await done;
            return true;
        }

        try
        {
            return await done.AsTask().WaitAsync(Left, parts.Time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            parts.Batches.Abandon(slot);
            return false;
        }
    }

    private async Task Stated(Slot slot, string cause)
    {
        if (!upload.Rule.Answers)
        {
            await Refuse(cause, slot);
            return;
        }

        var known = upload.Tenant.Value > 0 && cause != Causes.KeyNotChecked && slot.Account!.Key != default;
        var fallback = parts.Fallbacks.Give(
            upload.Rule, upload.Tenant, known ? slot.Account!.Key : null, slot.Transaction!, cause);
        await Json.Write(context, json => FallbackWriter.Write(
            json, 0, slot.Account!.Account, known ? slot.Account.Key : null, slot.Transaction!, fallback));
    }

    private Task Refuse(string cause, Slot? slot)
    {
        parts.Fallbacks.Refused(cause, slot);
        return new ApiError(ErrorCodes.DeadlinePassed, Cause: cause).Write(context);
    }

    private async Task Written(Slot slot)
    {
        if (slot.Answer is not Answer.Decided decided)
        {
            if (Causes.Of(slot.Failure) is { } cause)
            {
                parts.Fallbacks.Refused(cause, slot: null);
            }

            var error = AnswerWriter.Of(slot);
            // A whole call that came to nothing because of the journal says so; a line of a stream is sent again as
            // one.
            await (error.Code == ErrorCodes.NotRecorded ? error with { Code = ErrorCodes.JournalUnavailable } : error)
                .Write(context);
            return;
        }

        parts.Fallbacks.Scored(slot);
        context.Response.ContentType = MediaTypes.Json;
        context.Response.Headers.CacheControl = "no-store";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, JsonShape.Options);
        var place = new DecisionPlace(
            Duplicate: decided.Duplicate, WhatIf: upload.WhatIf, Late: parts.Fallbacks.IsLate(slot),
            Language: upload.Language)
        {
            SupersededBy = decided.SupersededBy,
            Changed = decided.Changed,
        };
        DecisionWriter.Write(
            json, new DecidedTransaction(slot.Transaction!, decided.Entry), slot.Account!.Key, place);
    }
}
