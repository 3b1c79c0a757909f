using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Api.Ingest;

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

        var options = TransactionOptions.Of(context.Request);
        var call = Call.Of(context);
        if (call.Tenant is null)
        {
            await ApiError.Write(context, ErrorCodes.Forbidden);
            return;
        }

        var rule = DeadlineRule.Of(call.Tenant.Settings, options.Deadline);
        var streams = Bodies.KindOf(context.Request) == BodyKind.Ndjson;
        var upload = new Upload(call.Caller, call.KeyId, options.Ingest, options.WhatIf, rule)
        {
            IsStream = streams,
            Language = Languages.Choose(context),
            Rates = Rates.Of(call.Tenant.Settings, call.LinesPerSecond, options.Ingest),
            Consent = options.Consent,
            RequiresConsent = call.Tenant.Settings.RequiresConsent,
        };
        if (call.Unchecked && (streams || !upload.Rule.Answers))
        {
            parts.Fallbacks.Refused(Causes.KeyNotChecked, slot: null);
            await ApiError.Write(context, ErrorCodes.JournalUnavailable);
            return;
        }

        if (await parts.Quotas.Take(upload) is { Ticks: > 0 } wait)
        {
            await new ApiError(ErrorCodes.OverQuota, RetryAfter: wait).Write(context);
            return;
        }

        await (streams ? HandleStream(context, call, upload, options) : HandleOne(context, call, upload));
    }

    private async Task HandleStream(HttpContext context, Call call, Upload upload, TransactionOptions options)
    {
        if (!parts.AdmissionControl.TryEnterStream())
        {
            await ApiError.Write(context, ErrorCodes.Overloaded);
            return;
        }

        try
        {
            var rules = await RulesOf(call, context.RequestAborted);
            StreamLimits.Lift(context);
            using var stream = new TransactionStream(parts, upload, rules, options.Answers, streamLog);
            await stream.Run(context);
        }
        finally
        {
            parts.AdmissionControl.LeaveStream();
        }
    }

    private async Task HandleOne(HttpContext context, Call call, Upload upload)
    {
        if (!parts.AdmissionControl.TryEnterSingle())
        {
            await ApiError.Write(context, ErrorCodes.Overloaded);
            return;
        }

        try
        {
            await new SingleCall(parts, context, call, upload).Answer(RulesOf);
        }
        finally
        {
            parts.AdmissionControl.LeaveSingle();
        }
    }

    private async ValueTask<UploadRules> RulesOf(Call call, CancellationToken cancel)
    {
        var settings = call.Tenant!.Settings;
        return new UploadRules(
            await keys.Pseudonyms(call.Tenant.Id, cancel), settings.Strict, settings.AllowPanLikeIds);
    }
}
