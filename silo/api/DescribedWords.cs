using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Contract.Labels;
using OrleansRisk.Contract.Tenants;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Api;

/// <summary>
/// The contract's documentation in the words of its JSON: it is written for readers of the .NET client, and names types
/// and properties of C#.
/// </summary>
internal static partial class DescribedWords
{
    /// <summary>Fields of requests that take a few words. Answers may gain words, so they are not bound.</summary>
    private static readonly Dictionary<(string Shape, string Field), Type> Choices = new()
    {
        [("TransactionBody", "direction")] = typeof(Directions),
        [("TransactionBody", "status")] = typeof(Statuses),
        [("LabelBody", "label")] = typeof(LabelKinds),
        [("KeyRequestBody", "roles")] = typeof(RoleNames),
        [("TenantRequest", "fallback")] = typeof(FallbackNames),
    };

    /// <summary>Classes of words, by the name that a description has for them.</summary>
    private static readonly Dictionary<string, Type> Classes = typeof(Routes).Assembly.GetExportedTypes()
        .Where(static type => type is { IsAbstract: true, IsSealed: true } && Words(type).Any())
        .GroupBy(static type => type.Name).ToDictionary(static types => types.Key, static types => types.First());

    public static void Rewrite(OpenApiDocument document)
    {
        foreach (var (name, schema) in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>())
        {
            Rewrite(schema);
            foreach (var (field, property) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
            {
                Rewrite(property);
                if (Choices.TryGetValue((name, field), out var words))
                {
                    Bind(property, words);
                }
            }
        }
    }

    /// <summary>Its words, with null where the field may be left out.</summary>
    private static void Bind(IOpenApiSchema property, Type words)
    {
        var schema = (OpenApiSchema)((property as OpenApiSchema)?.Items ?? property);
        schema.Enum = [.. Words(words).Where(static word => word != RoleNames.Operator)
            .Select(static word => (JsonNode)JsonValue.Create(word)!)];
        if (schema.Type?.HasFlag(JsonSchemaType.Null) == true)
        {
            schema.Enum.Add(JsonNullSentinel.JsonNull);
        }
    }

    private static void Rewrite(IOpenApiSchema schema)
    {
        if (schema.Description is { } text)
        {
            schema.Description = Rewrite(text);
        }
    }

    private static string Rewrite(string text)
    {
        text = OneLine().Replace(text, " ").Replace(" .", ".", StringComparison.Ordinal)
            .Replace(" ;", ";", StringComparison.Ordinal).Replace(" ,", ",", StringComparison.Ordinal);
        text = Member().Replace(
            text, static match => $"`{JsonNamingPolicy.SnakeCaseLower.ConvertName(match.Groups["member"].Value)}`");
        text = text.Replace(nameof(ErrorCodes), "the table of errors", StringComparison.Ordinal);
        return Capitalised().Replace(text, static match => Classes.TryGetValue(match.Value, out var words)
            ? string.Join(", ", Words(words).Select(static word => $"`{word}`"))
            : match.Value);
    }

    private static IEnumerable<string> Words(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(static field => field is { IsLiteral: true } && field.FieldType == typeof(string)
            && field.Name != "Parameter")
        .Select(static field => (string)field.GetRawConstantValue()!);

    [GeneratedRegex(@"\s+")]
    private static partial Regex OneLine();

    /// <summary>As the generator writes a reference: <c>int? TenantRequest.ReviewAt</c>.</summary>
    [GeneratedRegex(@"(?:[A-Za-z<>\[\]]+\?? )?\b[A-Z][A-Za-z]+\.(?<member>[A-Z][A-Za-z]+)\b(?!\()")]
    private static partial Regex Member();

    [GeneratedRegex(@"\b[A-Z][a-z]+[A-Z][A-Za-z]+\b")]
    private static partial Regex Capitalised();
}
