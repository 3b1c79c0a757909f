namespace OrleansRisk.Contract.Webhooks;

/// <summary>
/// Headers of an event that is posted to a webhook, as Standard Webhooks (standardwebhooks.com) defines them: its
/// verifiers, in many languages, take them as they come.
/// </summary>
public static class WebhookHeaders
{
    /// <summary>The event's id; the same at every attempt.</summary>
    public const string Id = "webhook-id";

    /// <summary>When this attempt was made, seconds since 1970.</summary>
    public const string Timestamp = "webhook-timestamp";

    /// <summary>
    /// <c>v1,BASE64</c>, of two live secrets both, with a space between. Each is the HMAC-SHA-256 over id, full stop,
    /// timestamp, full stop and the body as it came; its key are the bytes that the secret's Base64 after
    /// <c>whsec_</c> stands for.
    /// </summary>
    public const string Signature = "webhook-signature";
}
