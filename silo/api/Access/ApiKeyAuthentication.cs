using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Access;

/// <summary>
/// Proves who calls by an API key. Unknown, expired and revoked keys get one answer; a key whose tenant is served
/// elsewhere gets the way there.
/// </summary>
internal sealed class ApiKeyAuthentication(Credentials credentials, ITenantRouting routing, TimeProvider time)
    : IAuthenticationHandler
{
    public const string Scheme = "ApiKey";

    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];
    private HttpContext _context = null!;
    private TenantRoute? _away;

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        _context = context;
        return Task.CompletedTask;
    }

    public async Task<AuthenticateResult> AuthenticateAsync()
    {
        // What is open to all, and routing's own answers (405, 415), ask for no key, and so for no database either.
        if (_context.GetEndpoint() is not RouteEndpoint endpoint
            || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return AuthenticateResult.NoResult();
        }

        var call = endpoint.Metadata.GetMetadata<AnsweredInTime>() is null
            ? await Admit(_context)
            : await AdmitInTime(_context);
        var home = call is null ? OtherRegion(_context)
            : call.Tenant is { } tenant ? await routing.Find(tenant.Id)
            : routing.OfOperators;
        if (call is null || home.Kind != TenantRouteKind.Here)
        {
            // Of a key that is not known here, only a region of ours that serves it tells anything.
            _away = call is null && home.Kind != TenantRouteKind.OtherRegion ? null : home;
            return AuthenticateResult.NoResult();
        }

        _context.Features.Set(call);
        var who = new ClaimsPrincipal(
            new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, call.Caller.Principal)], Scheme));
        return AuthenticateResult.Success(new AuthenticationTicket(who, Scheme));
    }

    /// <summary>No key that holds here: refused, or shown the way.</summary>
    public Task ChallengeAsync(AuthenticationProperties? properties)
    {
        if (_away is { } away)
        {
            return Direct(_context, away);
        }

        _context.Response.Headers.WWWAuthenticate = "Bearer";
        return ApiError.Write(_context, ErrorCodes.KeyInvalid);
    }

    public Task ForbidAsync(AuthenticationProperties? properties) => ApiError.Write(_context, ErrorCodes.Forbidden);

    /// <summary>
    /// Keys of another region are not known here, so this goes by what the key says of itself, and shows no more than
    /// an address that everybody may know.
    /// </summary>
    private TenantRoute OtherRegion(HttpContext context) => ApiKeyText.TryParse(Presented(context.Request), out var key)
        ? routing.OfRegion(key.Region)
        : new TenantRoute(TenantRouteKind.Nowhere);

    /// <summary>
    /// Not here: the way, or when to ask again. The body is not read, so what was sent of it is lost.
    /// </summary>
    private static Task Direct(HttpContext context, TenantRoute home) => home.Kind == TenantRouteKind.Moving
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
        var deadline = SharedParameters.DeadlineOf(context.Request)
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
