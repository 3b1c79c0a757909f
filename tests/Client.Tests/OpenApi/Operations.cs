using System.Text.Json;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Client.Tests.OpenApi;

/// <summary>What the approved description offers: <c>GET /v1/…</c>, the parameters and media types of each.</summary>
internal sealed class Operations
{
    private readonly Dictionary<string, string[]> _parts = new(StringComparer.Ordinal);

    public Operations()
    {
        var file = Path.Combine(Programs.Repository, "tests", "Api.Tests", "approved", "openapi.json");
        using var description = JsonDocument.Parse(File.ReadAllText(file));
        foreach (var path in description.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                _parts[$"{operation.Name.ToUpperInvariant()} {path.Name}"] = [.. Parts(operation.Value)];
            }
        }
    }

    public IEnumerable<string> Names => _parts.Keys;

    /// <summary>Each operation, and behind a blank each of its parameters (? query, # header) and bodies.</summary>
    public IEnumerable<string> All =>
        _parts.SelectMany(each => each.Value.Select(part => $"{each.Key} {part}").Prepend(each.Key));

    /// <summary>The operation that a call meets, and what it uses of it; none where there is no such.</summary>
    public IEnumerable<string> Met(string call, string? mediaType, string? once)
    {
        var (address, query) = call.Split('?') switch { [var bare] => (bare, ""), var parts => (parts[0], parts[1]) };
        var operation = _parts.Keys.Where(name => Fits(name, address))
            .MinBy(name => name.Count(letter => letter == '{'));
        IEnumerable<string> used =
        [
            .. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(each => "?" + each.Split('=')[0]),
            .. mediaType is null ? [] : new[] { mediaType },
            .. once is null ? [] : new[] { "#Idempotency-Key" },
        ];
        return operation is null ? [] : used.Select(part => $"{operation} {part}").Prepend(operation);
    }

    private static bool Fits(string operation, string address)
    {
        var (wanted, given) = (operation.Split('/'), address.Split('/'));
        return wanted.Length == given.Length && wanted.Zip(given).All(pair =>
            pair.First == pair.Second || pair.First.StartsWith('{'));
    }

    private static IEnumerable<string> Parts(JsonElement operation)
    {
        if (operation.TryGetProperty("parameters", out var parameters))
        {
            foreach (var parameter in parameters.EnumerateArray())
            {
                if (parameter.GetProperty("in").GetString() != "path")
                {
                    yield return (parameter.GetProperty("in").GetString() == "query" ? "?" : "#")
                        + parameter.GetProperty("name").GetString();
                }
            }
        }

        if (operation.TryGetProperty("requestBody", out var body))
        {
            foreach (var type in body.GetProperty("content").EnumerateObject())
            {
                yield return type.Name;
            }
        }
    }
}
