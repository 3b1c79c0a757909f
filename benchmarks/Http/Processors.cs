using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace OrleansRisk.Benchmarks.Http;

/// <summary>
/// Processor time used so far by all that share this machine: the hosts, this client, and the database with every
/// session of it. On a busy machine it tells more than a rate.
/// </summary>
internal readonly record struct Processors(TimeSpan Host, TimeSpan Client, TimeSpan Database)
{
    private const int TicksPerSecond = 100; // what the kernel counts in towards user space, whatever it runs at

    public static Processors Now(IEdge host)
    {
        using var own = Process.GetCurrentProcess();
        return new Processors(
            host.Processor, own.TotalProcessorTime, host.DatabaseServer is { } id ? Server(id) : TimeSpan.Zero);
    }

    public static Processors operator -(Processors later, Processors earlier) => new(
        later.Host - earlier.Host, later.Client - earlier.Client, later.Database - earlier.Database);

    public static Processors operator +(Processors one, Processors other) => new(
        one.Host + other.Host, one.Client + other.Client, one.Database + other.Database);

    /// <summary>The server's first process, parent of each session; null where it runs on another machine.</summary>
    public static async Task<int?> ServerOf(BenchDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.Administrator);
        await connection.OpenAsync();
        return Fields(connection.ProcessID) is { } fields ? Parent(fields) : null;
    }

    public string Each(int transactions) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Micro(Host, transactions):0.0} µs of processor each in the host, {Micro(Client, transactions):0.0} " +
        $"in this client, {Micro(Database, transactions):0.0} in the database");

    private static double Micro(TimeSpan time, int transactions) => time.TotalMicroseconds / transactions;

    /// <summary>Of the server's processes that live, and of those it has seen end.</summary>
    private static TimeSpan Server(int server)
    {
        long ticks = 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && Fields(id) is { } fields && (id == server || Parent(fields) == server))
            {
                ticks += fields[11..(id == server ? 15 : 13)].Sum(f => long.Parse(f, CultureInfo.InvariantCulture));
            }
        }

        return TimeSpan.FromSeconds(ticks / (double)TicksPerSecond);
    }

    private static int Parent(string[] fields) => int.Parse(fields[1], CultureInfo.InvariantCulture);

    /// <summary>
    /// Fields of <c>/proc/ID/stat</c> behind the name, which may hold anything; null where there is none.
    /// </summary>
    private static string[]? Fields(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null; // ended meanwhile
        }
    }
}
