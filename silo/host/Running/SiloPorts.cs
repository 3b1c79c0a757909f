using System.Net;
using System.Net.Sockets;
using OrleansRisk.Host.Settings;

namespace OrleansRisk.Host.Running;

/// <summary>The port that other silos call.</summary>
internal static class SiloPorts
{
    /// <summary>One that nothing listens at, on loopback.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>
    /// Why this member cannot listen at its port; null if it can. Asked before it starts, for Orleans reports a port in
    /// use by a stack.
    /// </summary>
    public static string? Refusal(HostSettings settings)
    {
        if (settings.IsAlone)
        {
            return null;
        }

        try
        {
            using var listener = new TcpListener(IPAddress.Parse(settings.SiloAddress), settings.SiloPort);
            listener.Start();
            return null;
        }
        catch (SocketException trouble)
        {
            return $"No silo can listen at {settings.SiloAddress}:{settings.SiloPort}: {trouble.Message}. "
                + "SiloPort (RISK_SILOPORT) and SiloAddress name another place.";
        }
    }
}
