namespace OrleansRisk.Benchmarks.Http;

/// <summary>The same host, by another tenant's key.</summary>
internal sealed class EdgeOfTenant(IEdge host, string key) : IEdge
{
    public IReadOnlyList<Uri> Http2Urls => host.Http2Urls;

    public string Key => key;

    public int? DatabaseServer => host.DatabaseServer;

    public TimeSpan Processor => host.Processor;
}
