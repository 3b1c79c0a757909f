namespace OrleansRisk.Benchmarks.Http;

/// <summary>What a load is sent to, whichever engine is behind it, and what it has cost so far.</summary>
internal interface IEdge
{
    /// <summary>Where HTTP/2 is spoken; streams are spread over them.</summary>
    IReadOnlyList<Uri> Http2Urls { get; }

    string Key { get; }

    /// <summary>Processor time of all its processes.</summary>
    TimeSpan Processor { get; }

    /// <summary>First process of the database server; null where it runs elsewhere.</summary>
    int? DatabaseServer { get; }
}
