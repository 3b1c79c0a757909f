using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract.Scoring;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Accounts;
using OrleansRisk.Contract.Categories;
using OrleansRisk.Contract.Consents;
using OrleansRisk.Contract.Credit;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Contract.Models;
using OrleansRisk.Contract.Tenants;
using OrleansRisk.Contract.Webhooks;

namespace OrleansRisk.Api.Http;

/// <summary>
/// Bodies of administration. Here people type, so a field that is not known is refused rather than dropped: a misspelt
/// <c>allow_pan_like_ids</c> must not pass for a wish that was granted.
/// </summary>
internal static class AdminBodies
{
    private static readonly ContractJson Strict = new(new JsonSerializerOptions(ContractJson.Default.Options)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        MaxDepth = Limits.DepthMax,
    });

    public static ValueTask<TenantRequest?> Tenant(HttpContext context) => Read(context, Strict.TenantRequest);

    public static ValueTask<SubscriptionRequest?> Subscription(HttpContext context) =>
        Read(context, Strict.SubscriptionRequest);

    public static ValueTask<AccountRequest?> Account(HttpContext context) => Read(context, Strict.AccountRequest);

    public static ValueTask<RebuildRequestBody?> Rebuild(HttpContext context) =>
        Read(context, Strict.RebuildRequestBody);

    public static ValueTask<MergeRequestBody?> Merge(HttpContext context) => Read(context, Strict.MergeRequestBody);

    public static ValueTask<CustomerLookupBody?> CustomerLookup(HttpContext context) =>
        Read(context, Strict.CustomerLookupBody);

    public static ValueTask<CategoryRulesRequest?> CategoryRules(HttpContext context) =>
        Read(context, Strict.CategoryRulesRequest);

    public static ValueTask<CategoryTestRequest?> CategoryTest(HttpContext context) =>
        Read(context, Strict.CategoryTestRequest);

    public static ValueTask<ConsentRequest?> Consent(HttpContext context) => Read(context, Strict.ConsentRequest);

    public static ValueTask<CreditAssessmentRequest?> Loan(HttpContext context) =>
        Read(context, Strict.CreditAssessmentRequest);

    public static ValueTask<CreditLetterRequest?> Letter(HttpContext context) =>
        Read(context, Strict.CreditLetterRequest);

    public static ValueTask<KeyRequestBody?> Key(HttpContext context) => Read(context, Strict.KeyRequestBody);

    public static ValueTask<WebhookRequest?> Webhook(HttpContext context) => Read(context, Strict.WebhookRequest);

    public static ValueTask<RotateRequest?> Rotation(HttpContext context) => Read(context, Strict.RotateRequest);

    public static ValueTask<DeadLetterReplayRequest?> Replay(HttpContext context) =>
        Read(context, Strict.DeadLetterReplayRequest);

    public static ValueTask<ModelRequest?> Model(HttpContext context) =>
        Read(context, Strict.ModelRequest, Limits.ModelBodyBytesMax);

    public static ValueTask<ModelDeploymentRequest?> ModelDeployment(HttpContext context) =>
        Read(context, Strict.ModelDeploymentRequest);

    public static ValueTask<RollbackRequest?> Rollback(HttpContext context) => Read(context, Strict.RollbackRequest);

    public static ValueTask<ScoringProposalRequest?> ScoringProposal(HttpContext context) =>
        Read(context, Strict.ScoringProposalRequest);

    public static ValueTask<ScoringApprovalRequest?> ScoringApproval(HttpContext context) =>
        Read(context, Strict.ScoringApprovalRequest);

    public static ValueTask<ScoringRollbackRequest?> ScoringRollback(HttpContext context) =>
        Read(context, Strict.ScoringRollbackRequest);

    /// <summary>The body, or null where a problem has been written.</summary>
    private static async ValueTask<T?> Read<T>(
        HttpContext context, JsonTypeInfo<T> shape, int most = Limits.BodyBytesMax)
        where T : class
    {
        if (await Bodies.ReadOrRefuse(context, most) is not { } body)
        {
            return null;
        }

        var (read, fault) = Read(body, shape);
        if (fault is not null)
        {
            await ApiError.Of(fault).Write(context);
        }

        return read;
    }

    private static (T? Read, LineFault? Fault) Read<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> shape)
        where T : class
    {
        try
        {
            var read = JsonSerializer.Deserialize(body.Span, shape);
            return read is null ? (null, new LineFault(ErrorCodes.NotAnObject))
                : BodyFaults.HasNullItem(body.Span, out var field) ? (null, new LineFault(ErrorCodes.FieldType, field))
                : (read, null);
        }
        catch (JsonException failure)
        {
            return (null, BodyFaults.Of(body, shape, failure));
        }
    }
}
