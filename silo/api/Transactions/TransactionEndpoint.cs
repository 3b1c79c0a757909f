using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Decisions;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Streaming;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Engine.Accounts;
using OrleansRisk.Engine.Sealing;

namespace OrleansRisk.Api.Transactions;

/// <summary><c>POST /v1/transactions</c>: one object, or a stream of them.</summary>
internal sealed class TransactionEndpoint(StreamParts parts, IKeyRing keys, ILogger<TransactionStream> streamLog)
{
    public async Task Handle(HttpContext context)
    {
        if (Bodies.Refusal(context.Request, streams: true) is { } refusal)
        {
            await ApiError.Write(context, refusal);
            return;
        }

        var kind = Bodies.KindOf(context.Request);
        if (TransactionOptions.Parse(context.Request.Query, kind, out var error) is not { } options)
        {
            await error.Write(context);
            return;
        }

        var call = Call.Of(context);
        if ((call.Caller.Roles & options.Needs) == 0 || call.Tenant is null)
        {
            await ApiError.Write(context, ErrorCodes.Forbidden);
            return;
        }

        await (kind == BodyKind.Ndjson ? HandleStream(context, call, options) : HandleOne(context, call, options));
    }

    private async Task HandleStream(HttpContext context, Call call, TransactionOptions options)
    {
        if (!parts.Gate.TryEnterStream())
        {
            await ApiError.Write(context, ErrorCodes.Overloaded);
            return;
        }

        try
        {
            var rules = await RulesOf(call, context.RequestAborted);
            StreamLimits.Lift(context);
            var upload = new Upload(call.Caller, call.KeyId, options.Ingest, options.WhatIf);
            using var stream = new TransactionStream(parts, upload, rules, options.Answers, streamLog);
            await stream.Run(context);
        }
        finally
        {
            parts.Gate.LeaveStream();
        }
    }

    private async Task HandleOne(HttpContext context, Call call, TransactionOptions options)
    {
        if (!parts.Gate.TryEnterSingle())
        {
            await ApiError.Write(context, ErrorCodes.Overloaded);
            return;
        }

        try
        {
            if (await Bodies.ReadOrRefuse(context) is not { } body)
            {
                return;
            }

            var rules = await RulesOf(call, context.RequestAborted);
            rules.Now = parts.Time.GetUtcNow().ToUnixTimeMilliseconds();
            var slot = new Slot();
            slot.Begin(
                new Upload(call.Caller, call.KeyId, options.Ingest, options.WhatIf), 0,
                TransactionReader.Read(body.Span, rules), parts.Time.GetTimestamp());
            await AnswerOne(context, slot, options);
        }
        finally
        {
            parts.Gate.LeaveSingle();
        }
    }

    private async Task AnswerOne(HttpContext context, Slot slot, TransactionOptions options)
    {
        if (!slot.IsDone && !await Assess(slot, options.Deadline))
        {
            await ApiError.Write(context, ErrorCodes.DeadlinePassed);
            return;
        }

        if (slot.Answer is not Answer.Decided decided)
        {
            var error = AnswerWriter.Of(slot);
            // A whole call that came to nothing because of the journal says so; a line of a stream is sent again as
            // one.
            await (error.Code == ErrorCodes.NotRecorded ? error with { Code = ErrorCodes.JournalUnavailable } : error)
                .Write(context);
            return;
        }

        context.Response.ContentType = MediaTypes.Json;
        context.Response.Headers.CacheControl = "no-store";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, JsonShape.Options);
        var place = new DecisionPlace(Duplicate: decided.Duplicate, WhatIf: options.WhatIf);
        DecisionWriter.Write(json, decided.Entry, slot.Account!.Key, place);
    }

    /// <summary>
    /// Sends the line with whatever waits for the same account; false where the deadline passed first.
    /// </summary>
    private async ValueTask<bool> Assess(Slot slot, TimeSpan? deadline)
    {
        var touched = new List<AccountQueue>(1);
        parts.Batches.Add(slot, touched);
        parts.Batches.Start(touched);
        var done = slot.Upload.Done.Wait();
        if (deadline is null || done.IsCompleted)
        {
            await done;
            return true;
        }

        try
        {
            return await done.AsTask().WaitAsync(deadline.Value, parts.Time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async ValueTask<UploadRules> RulesOf(Call call, CancellationToken cancel)
    {
        var settings = call.Tenant!.Settings;
        return new UploadRules(
            await keys.Pseudonyms(call.Tenant.Id, cancel), settings.Strict, settings.AllowPanLikeIds);
    }
}
