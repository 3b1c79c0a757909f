using System.Net.Http.Json;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Tenants;

namespace OrleansRisk.Benchmarks.Http;

/// <summary>A tenant made over HTTP, as an operator makes one, and its key.</summary>
internal static class BenchTenant
{
    /// <summary>Answers with the tenant's id and the key's secret.</summary>
    public static async Task<(string Tenant, string Key)> Make(
        Uri url, string operatorKey, string name, int? linesPerSecond = null)
    {
        using var http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", operatorKey);
        using var made = await http.PostAsync(
            new Uri(Routes.Tenants, UriKind.Relative),
            JsonContent.Create(
                new TenantRequest { Name = name, RetentionMonths = 120, LinesPerSecond = linesPerSecond },
                ContractJson.Default.TenantRequest));
        made.EnsureSuccessStatusCode();
        var tenant = (await made.Content.ReadFromJsonAsync(ContractJson.Default.TenantBody))!.Tenant;
        using var issued = await http.PostAsync(
            new Uri(Routes.TenantKeys.Replace("{tenant}", tenant, StringComparison.Ordinal), UriKind.Relative),
            JsonContent.Create(
                new KeyRequestBody { Label = "bench", Roles = [RoleNames.Ingest, RoleNames.History, RoleNames.Read] },
                ContractJson.Default.KeyRequestBody));
        issued.EnsureSuccessStatusCode();
        return (tenant, (await issued.Content.ReadFromJsonAsync(ContractJson.Default.KeyBody))!.Secret!);
    }

    /// <summary>The operator's key that a host's command prints.</summary>
    public static async Task<string> OperatorKey(string program, params string[] settings) =>
        (await ServingProcess.Output(program, ["operator-key", .. settings])).Trim().Split('\n')[^1].Trim();
}
