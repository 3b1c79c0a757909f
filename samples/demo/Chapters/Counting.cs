using OrleansRisk.Client;
using OrleansRisk.Contract.Decisions;

namespace OrleansRisk.Samples.Demo;

/// <summary>What the client's own file says was acknowledged, against what the server says it decided.</summary>
internal sealed record Counting(long Acknowledged, long OnServer, long Lost, long Twice)
{
    public static async Task<Counting> Of(string ackFile, IReadOnlyDictionary<string, RiskClient> clients)
    {
        var acknowledged = new Dictionary<(string Tenant, string AccountId), List<string>>();
        foreach (var line in File.ReadLines(ackFile))
        {
            var cells = line.Split('\t');
            if (!acknowledged.TryGetValue((cells[0], cells[1]), out var identities))
            {
                acknowledged.Add((cells[0], cells[1]), identities = []);
            }

            identities.Add($"{cells[2]}\t{cells[3]}");
        }

        long onServer = 0, lost = 0, twice = 0;
        await Parallel.ForEachAsync(
            acknowledged,
            new ParallelOptions { MaxDegreeOfParallelism = Limits.Readers },
            async (account, cancel) =>
            {
                var found = new Dictionary<string, int>(StringComparer.Ordinal);
                await foreach (var d in clients[account.Key.Tenant].Decisions.ListAllAsync(
                    account.Key.AccountId, cancel: cancel))
                {
                    var identity = $"{d.Transaction}\t{d.Status}";
                    found[identity] = found.GetValueOrDefault(identity) + 1;
                }

                Interlocked.Add(ref onServer, found.Count);
                Interlocked.Add(ref lost, account.Value.Count(identity => !found.ContainsKey(identity)));
                Interlocked.Add(ref twice, found.Values.Sum(times => times - 1));
            });
        return new Counting(acknowledged.Values.Sum(a => (long)a.Count), onServer, lost, twice);
    }
}
