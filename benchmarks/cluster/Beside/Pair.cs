using System.Globalization;
using OrleansRisk.Benchmarks.Cluster.Silos;
using OrleansRisk.Benchmarks.Http;

namespace OrleansRisk.Benchmarks.Cluster.Beside;

/// <summary>
/// Standalone and silos under the same load, by turns, and the first by turns: what the machine does meanwhile hits
/// both.
/// </summary>
internal sealed class Pair(HostProcess alone, SiloCluster silos)
{
    private readonly List<HttpRound> _alone = [];
    private readonly List<HttpRound> _silos = [];
    private TimeSpan[] _each = [.. silos.Each.Select(_ => TimeSpan.Zero)];

    /// <summary>The round of median rate.</summary>
    public HttpRound Alone => Median(_alone);

    public HttpRound Silos => Median(_silos);

    public async Task Send(List<List<byte[]>> loads)
    {
        if (_alone.Count % 2 == 0)
        {
            _alone.Add(await HttpRound.Send(alone, loads));
            await SendToSilos(loads);
        }
        else
        {
            await SendToSilos(loads);
            _alone.Add(await HttpRound.Send(alone, loads));
        }
    }

    /// <summary>Rates, their quotient, and the processor time of each process beside them.</summary>
    public void Report(Report report, string what, string place, double? aim = null)
    {
        report.Figure($"{what}, standalone beside {place}", Alone.Rate, "tx/s", Note(Alone, _alone));
        report.Figure($"{what}, {place}", Silos.Rate, "tx/s", Note(Silos, _silos) + Processors());
        var ratio = Silos.Rate / Alone.Rate;
        if (aim is { } least)
        {
            report.AtLeast($"{what}, {place} against standalone", ratio, "×", least);
        }
        else
        {
            report.Figure($"{what}, {place} against standalone", ratio, "×");
        }
    }

    private async Task SendToSilos(List<List<byte[]>> loads)
    {
        var before = silos.Each;
        _silos.Add(await HttpRound.Send(silos, loads));
        _each = [.. silos.Each.Zip(before, _each).Select(silo => silo.Third + silo.First - silo.Second)];
    }

    private string Processors()
    {
        if (_each.Length == 1)
        {
            return "";
        }

        var transactions = _silos.Sum(round => round.Lines);
        return "; by silo " + string.Join(" + ", _each.Select(time => string.Create(
            CultureInfo.InvariantCulture, $"{time.TotalMicroseconds / transactions:0.0} µs")));
    }

    private static string Note(HttpRound median, List<HttpRound> rounds)
    {
        var refused = rounds.Sum(round => round.Refused);
        var spread = string.Create(
            CultureInfo.InvariantCulture, $"{rounds.Min(r => r.Rate):N0} to {rounds.Max(r => r.Rate):N0}");
        return $"median of {rounds.Count}, {spread}, {refused:N0} refused; {median.Used.Each(median.Lines)}";
    }

    private static HttpRound Median(List<HttpRound> rounds) =>
        rounds.OrderBy(round => round.Rate).ElementAt(rounds.Count / 2);
}
