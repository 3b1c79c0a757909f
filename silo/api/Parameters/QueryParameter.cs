using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Parameters;

/// <summary>
/// A parameter of an address, stated once: requests are checked against it before an endpoint reads them, and the
/// interface is described from it.
/// </summary>
internal abstract record QueryParameter(string Name, string Description)
{
    private const int GivenCharactersMax = 64;

    /// <summary>The address needs it.</summary>
    public bool Required { get; init; }

    /// <summary>Its values may be personal, so no error repeats one.</summary>
    public bool Personal { get; init; }

    public string? Example { get; init; }

    /// <summary>What it takes, in words.</summary>
    public abstract string Allowed { get; }

    public abstract bool Takes(string text);

    public IOpenApiParameter Described() => new OpenApiParameter
    {
        Name = Name,
        In = ParameterLocation.Query,
        Required = Required,
        Description = Description,
        Schema = Schema(),
        Example = Example is null ? null : JsonValue.Create(Example),
    };

    /// <summary>The error of a value that is not taken.</summary>
    public ApiError Refusal(HttpRequest request) => new(ErrorCodes.ParameterInvalid, Name)
    {
        Given = !Personal && request.Query[Name] is [{ Length: <= GivenCharactersMax } given] ? given : null,
        Allowed = Allowed,
    };

    protected abstract OpenApiSchema Schema();

    /// <summary>The value, stated once and taken; null otherwise.</summary>
    protected string? Text(HttpRequest request) =>
        request.Query[Name] is [{ } text] && Takes(text) ? text : null;
}

/// <summary>A whole number within bounds.</summary>
/// <param name="Default">What stands for it if it is not stated; null where nothing does.</param>
internal sealed record WholeNumber(string Name, string Description, int Least, int Most, int? Default = null)
    : QueryParameter(Name, Description)
{
    public override string Allowed => Most == int.MaxValue
        ? $"a whole number, {Least} or more"
        : string.Create(CultureInfo.InvariantCulture, $"a whole number from {Least} to {Most}");

    public override bool Takes(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= Least && number <= Most;

    /// <summary>The number stated, or the default; null if it is neither.</summary>
    public int? Find(HttpRequest request) =>
        Text(request) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : Default;

    /// <summary>The same, for a parameter that has a default or is required.</summary>
    public int Of(HttpRequest request) => Find(request)
        ?? throw new InvalidOperationException($"the parameter {Name} was not checked before it was read");

    protected override OpenApiSchema Schema() => new()
    {
        Type = JsonSchemaType.Integer,
        Format = "int32",
        Minimum = Least.ToString(CultureInfo.InvariantCulture),
        Maximum = Most == int.MaxValue ? null : Most.ToString(CultureInfo.InvariantCulture),
        Default = Default is { } usual ? JsonValue.Create(usual) : null,
    };
}

/// <summary>One of a few words.</summary>
internal sealed record Choice(string Name, string Description, string Default, params string[] Words)
    : QueryParameter(Name, Description)
{
    public override string Allowed => string.Join(", ", Words);

    public override bool Takes(string text) => Words.Contains(text);

    public string Of(HttpRequest request) => Text(request) ?? Default;

    protected override OpenApiSchema Schema() => new()
    {
        Type = JsonSchemaType.String,
        Enum = [.. Words.Select(static word => (JsonNode)JsonValue.Create(word)!)],
        Default = JsonValue.Create(Default),
    };
}

/// <summary>A time, RFC 3339 with an offset.</summary>
internal sealed record Instant : QueryParameter
{
    private const string Form = "2026-03-01T00:00:00Z";

    public Instant(string name, string description)
        : base(name, description) => Example = Form;

    public override string Allowed => $"a time as RFC 3339 with an offset, such as {Form}";

    public override bool Takes(string text) => TimeText.Instant(text, out _) is null;

    /// <summary>Milliseconds since 1970; null if it is not stated.</summary>
    public long? Find(HttpRequest request)
    {
        if (Text(request) is not { } text)
        {
            return null;
        }

        _ = TimeText.Instant(text, out var time);
        return time;
    }

    protected override OpenApiSchema Schema() => new()
    {
        Type = JsonSchemaType.String,
        Format = "date-time",
    };
}

/// <summary>An id or a cursor, as it was given; which it may be is for the endpoint to judge.</summary>
/// <param name="Form">What it takes, in words.</param>
internal sealed record Token(string Name, string Description, string Form) : QueryParameter(Name, Description)
{
    private const int CharactersMax = 1_024;

    public override string Allowed => Form;

    public override bool Takes(string text) => text.Length <= CharactersMax;

    /// <summary>Null if it is not stated.</summary>
    public string? Find(HttpRequest request) => Text(request);

    protected override OpenApiSchema Schema() => new() { Type = JsonSchemaType.String, MaxLength = CharactersMax };
}
