using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRisk.Actors.Access;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Webhooks;

namespace OrleansRisk.Webhooks.Kept;

/// <summary>
/// What of a webhook is kept sealed: its address, which often holds a secret of its own, and its secrets.
/// </summary>
/// <param name="Secret">The newest.</param>
/// <param name="Previous">The one before it, where it signs too.</param>
/// <param name="PreviousUntil">Milliseconds since 1970-01-01T00:00Z.</param>
internal sealed record WebhookSecrets(Uri Url, string Secret, string? Previous = null, long PreviousUntil = 0)
{
    private const string Prefix = "whsec_";
    private const int SecretBytes = 32;

    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Those that sign now, the newest first.</summary>
    public IEnumerable<string> Live(long now) => Previous is { } previous && PreviousUntil > now
        ? [Secret, previous]
        : [Secret];

    /// <summary>Two secrets live at most: the one before the one before signs no more.</summary>
    public WebhookSecrets Rotated(long previousUntil) =>
        this with { Secret = NewSecret(), Previous = Secret, PreviousUntil = previousUntil };

    public ValueTask<byte[]> Seal(ITenantSeal seal, TenantId tenant, string id, CancellationToken cancel) => seal.Seal(
        tenant, SealedKind.Webhook, Name(id),
        JsonSerializer.SerializeToUtf8Bytes(this, WebhookJson.Default.WebhookSecrets), cancel);

    public static async ValueTask<WebhookSecrets> Open(
        ITenantSeal seal, TenantId tenant, string id, ReadOnlyMemory<byte> blob, CancellationToken cancel)
    {
        var content = await seal.Open(tenant, SealedKind.Webhook, Name(id), blob, cancel);
        return JsonSerializer.Deserialize(content, WebhookJson.Default.WebhookSecrets)!;
    }

    private static UInt128 Name(string id) => UInt128.Parse(id, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

/// <summary>What of a webhook is kept in the clear.</summary>
internal sealed record WebhookContent(string? Description, FilterBody Filter)
{
    public static WebhookContent Of(WebhookRow row) =>
        JsonSerializer.Deserialize(row.Content.Span, WebhookJson.Default.WebhookContent)!;

    public ReadOnlyMemory<byte> Write() =>
        JsonSerializer.SerializeToUtf8Bytes(this, WebhookJson.Default.WebhookContent);
}

/// <summary>A crossing of an event that waits: what was crossed, and which way.</summary>
internal sealed record HeldCrossing(string Score, int At, int DeadBand, string Direction);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(WebhookSecrets))]
[JsonSerializable(typeof(WebhookContent))]
[JsonSerializable(typeof(HeldCrossing))]
internal sealed partial class WebhookJson : JsonSerializerContext;
