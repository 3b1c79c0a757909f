using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Transactions;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Access;

/// <summary>
/// Every request passes here once routing knows its endpoint: without a policy the endpoint is shut, without a key that
/// holds the caller is nobody. Unknown, expired and revoked keys get one answer.
/// </summary>
internal sealed partial class Door(
    RequestDelegate next, Credentials credentials, ITenantHomes homes, TimeProvider time, ILogger<Door> log)
{
    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers[RequestIds.Header] = RequestIds.Of(context);
        if (context.GetEndpoint() is not { } endpoint)
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        // Routing's own answers (405, 415) are endpoints too, without an address; they show nothing.
        if (endpoint is not RouteEndpoint || endpoint.Metadata.GetMetadata<OpenToAll>() is not null)
        {
            await next(context);
            return;
        }

        if (endpoint.Metadata.GetMetadata<AllowedRoles>() is not { } allowed)
        {
            LogNoPolicy(log, endpoint.DisplayName);
            await ApiError.Write(context, ErrorCodes.Forbidden);
            return;
        }

        var call = endpoint.Metadata.GetMetadata<AnsweredInTime>() is null
            ? await Admit(context)
            : await AdmitInTime(context);
        if (call is null && OtherRegion(context) is { Kind: HomeKind.Elsewhere } away)
        {
            await Direct(context, away);
            return;
        }

        if (call is null)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await ApiError.Write(context, ErrorCodes.KeyInvalid);
            return;
        }

        var home = call.Tenant is { } tenant ? await homes.Find(tenant.Id) : homes.OfOperators;
        if (home.Kind != HomeKind.Here)
        {
            await Direct(context, home);
            return;
        }

        if ((call.Caller.Roles & allowed.AnyOf) == 0)
        {
            await ApiError.Write(context, ErrorCodes.Forbidden);
            return;
        }

        context.Features.Set(call);
        await next(context);
    }

    /// <summary>
    /// Keys of another region are not known here, so this goes by what the key says of itself, and shows no more than
    /// an address that everybody may know.
    /// </summary>
    private TenantHome OtherRegion(HttpContext context) => ApiKeyText.TryParse(Presented(context.Request), out var key)
        ? homes.OfRegion(key.Region)
        : new TenantHome(HomeKind.Nowhere);

    /// <summary>
    /// Not here: the way, or when to ask again. The body is not read, so what was sent of it is lost.
    /// </summary>
    private static Task Direct(HttpContext context, TenantHome home) => home.Kind == HomeKind.Moving
        ? new ApiError(ErrorCodes.NotRecorded, RetryAfter: Limits.RetryWhileMoving).Write(context)
        : new ApiError(ErrorCodes.Moved, Address: home.Address).Write(context);

    private ValueTask<Call?> Admit(HttpContext context) => Admit(context, time.GetTimestamp(), credentials.Find);

    /// <summary>
    /// Where the store does not say in time whether a key holds, one that held not long ago passes as not checked.
    /// </summary>
    private async ValueTask<Call?> AdmitInTime(HttpContext context)
    {
        var cameAt = time.GetTimestamp();
        var known = ApiKeyText.TryParse(Presented(context.Request), out var key) ? credentials.Last(key.Id) : null;
        var deadline = TransactionOptions.DeadlineOf(context.Request)
            ?? (known?.Tenant?.Settings.DeadlineMs is > 0 and var stated ? TimeSpan.FromMilliseconds(stated) : null);
        try
        {
            return await Admit(context, cameAt, async (id, cancel) =>
            {
                var finding = credentials.Find(id, cancel);
                return finding.IsCompletedSuccessfully || deadline is null
                    ? await finding
                    : await finding.AsTask().WaitAsync(deadline.Value, time, cancel);
            });
        }
        catch (Exception failure) when (known is not null && Failures.IsDatabaseTrouble(failure))
        {
            var call = await Admit(context, cameAt, (_, _) => ValueTask.FromResult(known));
            return call is null ? null : call with { Unchecked = true };
        }
    }

    private async ValueTask<Call?> Admit(
        HttpContext context, long cameAt, Func<string, CancellationToken, ValueTask<Credential>> find)
    {
        if (!ApiKeyText.TryParse(Presented(context.Request), out var key))
        {
            return null;
        }

        var credential = await find(key.Id, context.RequestAborted);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key.Secret));
        // Compared also where there is no such key, so that the time taken does not tell which ids exist.
        var expected = credential.Key is { } row && row.SecretHash.Length == NoHash.Length ? row.SecretHash.Span
            : NoHash;
        var matches = CryptographicOperations.FixedTimeEquals(hash, expected);
        if (!matches || !credential.Holds(time.GetUtcNow().ToUnixTimeMilliseconds()))
        {
            return null;
        }

        var tenant = credential.Tenant?.Id ?? default;
        return new Call(
            new Caller(tenant, "key:" + credential.Key!.Id, credential.Key.Roles, RequestIds.Of(context)),
            credential.Key.Id, credential.Tenant, cameAt, credential.Key.LinesPerSecond);
    }

    private static string? Presented(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var authorization = request.Headers.Authorization;
        if (authorization.Count == 1 && authorization[0] is { } value
            && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return value[Scheme.Length..].Trim();
        }

        var header = request.Headers["X-Api-Key"];
        return authorization.Count == 0 && header.Count == 1 ? header[0] : null;
    }
}
