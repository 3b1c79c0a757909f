using System.Net;
using System.Net.Sockets;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>
/// Ports that nobody listens at, below those that the system gives to outgoing connections: between our look and the
/// silo's, one of these would be taken by whoever starts beside it.
/// </summary>
internal static class FreePorts
{
    private const int First = 12_000, Count = 8_000;
    private static int _next = Random.Shared.Next(Count);

    public static int[] Take(int count) => [.. Enumerable.Range(0, count).Select(static _ => TakeRow(1))];

    /// <summary>So many in a row; the first.</summary>
    public static int TakeRow(int count)
    {
        while (true)
        {
            // Everybody counts on from the last, so that no two are given the same.
            var place = (int)((uint)(Interlocked.Add(ref _next, count) - count) % Count);
            if (place + count <= Count && Enumerable.Range(First + place, count).All(IsFree))
            {
                return First + place;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
