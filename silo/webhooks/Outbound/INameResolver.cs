using System.Net;

namespace OrleansRisk.Webhooks.Outbound;

/// <summary>Addresses of a name, asked anew for each connection.</summary>
internal interface INameResolver
{
    /// <summary>Throws <see cref="System.Net.Sockets.SocketException"/> where there are none.</summary>
    Task<IPAddress[]> Resolve(string host, CancellationToken cancel);
}

/// <summary>As the machine resolves them.</summary>
internal sealed class MachineNames : INameResolver
{
    public Task<IPAddress[]> Resolve(string host, CancellationToken cancel) => Dns.GetHostAddressesAsync(host, cancel);
}
