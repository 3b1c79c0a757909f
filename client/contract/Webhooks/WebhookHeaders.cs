namespace OrleansRisk.Contract.Webhooks;

/// <summary>Headers of an event that is posted to a webhook.</summary>
public static class WebhookHeaders
{
    /// <summary>
    /// <c>t=SECONDS,v1=HEX[,v1=HEX]</c>. Each <c>v1</c> is the HMAC-SHA-256, in lower-case hexadecimal, under one live
    /// secret (as it is written, <c>whsec_</c> included) over the seconds since 1970 as they stand there, a full stop,
    /// and the body as it came. Verifiers made for Stripe's header read it.
    /// </summary>
    public const string Signature = "OrleansRisk-Signature";
}
