using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Api.Labels;

/// <summary><c>POST /v1/labels</c>: one object, or a stream of them.</summary>
internal sealed class LabelEndpoint(
    LabelAnswers labels, IKeyRing keys, AdmissionControl admission, Drain drain, TimeProvider time)
{
    public async Task Handle(HttpContext context)
    {
        if (Bodies.Refusal(context.Request, streams: true) is { } refusal)
        {
            await ApiError.Write(context, refusal);
            return;
        }

        if (Bodies.KindOf(context.Request) == BodyKind.Json)
        {
            await HandleOne(context);
            return;
        }

        if (!admission.TryEnterStream())
        {
            await ApiError.Write(context, ErrorCodes.Overloaded);
            return;
        }

        try
        {
            var call = Call.Of(context);
            StreamLimits.Lift(context);
            var rules = await RulesOf(call, context.RequestAborted);
            await new LabelStream(labels, call.Caller, rules, drain, time).Run(context);
        }
        finally
        {
            admission.LeaveStream();
        }
    }

    private async Task HandleOne(HttpContext context)
    {
        var call = Call.Of(context);
        if (await Bodies.ReadOrRefuse(context) is not { } body)
        {
            return;
        }

        var rules = await RulesOf(call, context.RequestAborted);
        var answered = await labels.Of(call.Caller, LabelReader.Read(body.Span, rules), number: 0);
        if (answered.Answer is { } answer)
        {
            await Json.Write(context, answer, ContractJson.Default.LabelAnswer);
            return;
        }

        await answered.Error.Write(context);
    }

    private async ValueTask<UploadRules> RulesOf(Call call, CancellationToken cancel)
    {
        var settings = call.Tenant!.Settings;
        var pseudonyms = await keys.Pseudonyms(call.Tenant.Id, cancel);
        return new UploadRules(pseudonyms, settings.Strict, settings.AllowPanLikeIds)
        {
            Now = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
    }
}
