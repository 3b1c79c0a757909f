using System.Net;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Access;
using OrleansRisk.Trust.Permissions;

namespace OrleansRisk.Api.Tests.Access;

/// <summary>Every endpoint × every role of keys × the key's own tenant and another one.</summary>
public sealed class PermissionMatrixTests
{
    private static readonly (Roles Role, string Name)[] OfKeys =
    [
        (Roles.Ingest, "ingest"), (Roles.History, "history"), (Roles.Read, "read"), (Roles.Analyst, "analyst"),
        (Roles.Admin, "admin"), (Roles.Auditor, "auditor"), (Roles.Operator, "operator"),
    ];

    private static readonly string[] Modes = ["?mode=live", "?mode=history", "?mode=what_if"];

    /// <summary>The approved file was written before permissions had names: no key gained or lost a right by them.
    /// </summary>
    [Fact]
    public async Task Key_OfEachRole_HasTheRightsOfItsRole()
    {
        await using var host = await ApiHost.Start();
        Approved.Check("rights.txt", string.Join('\n', Acts(host).Select(act =>
            $"{act.Path} {act.Method}: {string.Join(' ', Permitted(act).Select(role => role.Name))}")));
    }

    [Fact]
    public async Task Reference_OfPermissions_ListsEveryEndpoint()
    {
        await using var host = await ApiHost.Start();
        var page = new StringBuilder("""
            # Permissions

            Each endpoint needs one permission. A key's roles are sets of permissions, and a key acts at its own tenant.
            Only keys of the platform's operators act at another one, and only if the address names the tenant;
            anybody else is told that it is not there. What no role of a key permits is answered `403 forbidden`.
            A test writes this page, and another one calls each endpoint with a key of each role.

            | endpoint | permission | roles, own tenant | another tenant |
            |---|---|---|---|

            """);
        foreach (var act in Acts(host))
        {
            var other = Names(Permitted(act).Where(role => act.NamesTenant && role.Role == Roles.Operator));
            page.Append("| `").Append(act.Method).Append(' ').Append(act.Path).Append("` | `")
                .Append(PermissionNames.Of(act.Needs)).Append("` | ").Append(Names(Permitted(act))).Append(" | ")
                .Append(other).Append(" |\n");
        }

        Approved.Check("permissions.md", page.ToString(), "docs/reference");
    }

    /// <summary>A permission that nothing asks for protects nothing.</summary>
    [Fact]
    public async Task Permission_OfAnAct_IsAskedForBySomeEndpoint()
    {
        await using var host = await ApiHost.Start();
        Assert.Equal(
            PermissionNames.All.Order(),
            Acts(host).Select(act => act.Needs).Distinct().Order());
    }

    [Fact]
    public async Task Call_WithEachRoleAtEachTenant_IsAnsweredAsTheMatrixSays()
    {
        await using var host = await ApiHost.Start();
        var wrong = new List<string>();
        foreach (var (role, name) in OfKeys)
        {
            using var client = host.Client1(host.Tenants.Key(role));
            foreach (var act in Acts(host))
            {
                var permitted = Permitted(act).Any(one => one.Role == role);
                foreach (var tenant in act.NamesTenant ? ["ten_1", "ten_2"] : new[] { "ten_1" })
                {
                    var answer = await Call(client, act, tenant);
                    var expected = !permitted ? Answer.Forbidden
                        : tenant == "ten_2" && role != Roles.Operator ? Answer.NotThere : Answer.Taken;
                    if (answer != expected && (expected, answer) != (Answer.Taken, Answer.NotThere))
                    {
                        wrong.Add($"{name} at {tenant}: {act.Method} {act.Path}: {answer}, not {expected}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    private static IEnumerable<(Roles Role, string Name)> Permitted(Act act) =>
        OfKeys.Where(one => KeyRights.Of(one.Role).Contains(act.Needs));

    private static string Names(IEnumerable<(Roles Role, string Name)> roles) =>
        string.Join(", ", roles.Select(role => role.Name));

    private static Act[] Acts(ApiHost host) =>
    [
        .. host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(Of).OrderBy(act => $"{act.Path} {act.Method}", StringComparer.Ordinal),
    ];

    private static IEnumerable<Act> Of(RouteEndpoint endpoint)
    {
        var required = endpoint.Metadata.GetMetadata<AuthorizationPolicy>()?.Requirements.OfType<RequiredPermission>()
            .SingleOrDefault();
        foreach (var query in required is null ? [] : required.ByRequest is null ? [""] : Modes)
        {
            var request = new DefaultHttpContext().Request;
            request.QueryString = new QueryString(query);
            var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single();
            yield return new(method, endpoint.RoutePattern.RawText + query, required!.Of(request));
        }
    }

    private static async Task<Answer> Call(HttpClient client, Act act, string tenant)
    {
        var path = System.Text.RegularExpressions.Regex.Replace(
            act.Path.Replace("{tenant}", tenant, StringComparison.Ordinal), "{[a-z_]+}", "x");
        using var request = new HttpRequestMessage(new HttpMethod(act.Method), path);
        request.Headers.Add("Accept", "application/json");
        request.Content = act.Method is "POST" or "PUT" ? Wire.Content("{}", "application/json") : null;
        using var response = await client.SendAsync(request);
        return response.StatusCode switch
        {
            HttpStatusCode.Forbidden => Answer.Forbidden,
            HttpStatusCode.NotFound => Answer.NotThere,
            HttpStatusCode.Unauthorized => Answer.NoKey,
            _ => Answer.Taken,
        };
    }

    private enum Answer
    {
        Taken,
        Forbidden,
        NotThere,
        NoKey,
    }

    /// <param name="Path">The route, with a query where that decides the permission.</param>
    private sealed record Act(string Method, string Path, Permission Needs)
    {
        public bool NamesTenant => Path.Contains("{tenant}", StringComparison.Ordinal);
    }
}
