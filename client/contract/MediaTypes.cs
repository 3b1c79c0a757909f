namespace OrleansRisk.Contract;

/// <summary>Content types the interface takes and gives.</summary>
public static class MediaTypes
{
    /// <summary>One JSON value.</summary>
    public const string Json = "application/json";

    /// <summary>One JSON object a line, each line ended by a line feed.</summary>
    public const string Ndjson = "application/x-ndjson";

    /// <summary>A file as it is.</summary>
    public const string Octets = "application/octet-stream";

    /// <summary>Several files, and fields beside them.</summary>
    public const string Form = "multipart/form-data";

    /// <summary>Server-sent events.</summary>
    public const string EventStream = "text/event-stream";

    /// <summary>Every answer that is an error.</summary>
    public const string Problem = "application/problem+json";
}
