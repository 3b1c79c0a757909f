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

    public static int[] Take(int count)
    {
        var free = new List<int>(count);
        while (free.Count < count)
        {
            var port = First + ((int)((uint)Interlocked.Increment(ref _next) % Count));
            if (IsFree(port))
            {
                free.Add(port);
            }
        }

        return [.. free];
    }

    /// <summary>So many in a row; the first.</summary>
    public static int TakeRow(int count)
    {
        while (true)
        {
            var last = Interlocked.Add(ref _next, count);
            var first = First + ((int)((uint)(last - count) % (Count - (uint)count)));
            if (Enumerable.Range(first, count).All(IsFree))
            {
                return first;
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
