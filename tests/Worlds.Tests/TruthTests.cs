using System.Globalization;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Files;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Worlds.Tests;

public sealed class TruthTests
{
    [Theory]
    [MemberData(nameof(Made.Countries), MemberType = typeof(Made))]
    public void Months_EveryAccountAndKind_AreTheSumsOfTheMarkedLines(string country)
    {
        var lines = Made.Lines(country);
        var kinds = Rows(to => TruthFiles.Lines(lines, to))
            .ToDictionary(static row => (row[0], row[1]), static row => row[2]);
        var sums = new Dictionary<(string Account, string Month, string Kind), (int Lines, decimal Amount)>();
        foreach (var entry in lines)
        {
            var month = entry.Movement.At.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            var key = (entry.Account.Id, month, kinds[(entry.Account.Id, LineFile.Id(entry))]);
            var (count, amount) = sums.GetValueOrDefault(key);
            sums[key] = (count + 1, amount + (entry.Movement.Minor / 100m));
        }

        var stated = Rows(to => TruthFiles.Months(lines, to)).ToDictionary(
            static row => (row[0], row[1], row[2]),
            static row => (
                int.Parse(row[3], CultureInfo.InvariantCulture), decimal.Parse(row[4], CultureInfo.InvariantCulture)));

        Assert.Equal(lines.Count, kinds.Count);
        Assert.Equal(sums.Count, stated.Count);
        Assert.All(sums, sum => Assert.Equal(sum.Value, stated[sum.Key]));
    }

    [Theory]
    [MemberData(nameof(Made.Countries), MemberType = typeof(Made))]
    public void Pairs_OwnTransfersAndReturns_HaveTwoLegsOfOneAmount(string country)
    {
        var pairs = Made.Lines(country).Where(static entry => entry.Pair.Length > 0).GroupBy(static entry => entry.Pair)
            .ToList();

        Assert.NotEmpty(pairs);
        foreach (var pair in pairs)
        {
            // What came back after the end of the window has only its first leg.
            var legs = pair.ToList();
            Assert.True(legs.Count == 2 || legs[0].Movement.Cover == Cover.Collected, pair.Key);
            if (legs.Count == 2)
            {
                Assert.Equal(legs[0].Movement.Minor, legs[1].Movement.Minor);
                Assert.NotEqual(legs[0].Movement.Credit, legs[1].Movement.Credit);
                Assert.True(legs[0].Account == legs[1].Account
                    ? legs[1].Movement.Kind == Kind.Returned
                    : legs.All(static leg => leg.Movement.Kind is Kind.OwnIn or Kind.OwnOut));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Made.Countries), MemberType = typeof(Made))]
    public void Kinds_EveryOne_OccursInItsShare(string country)
    {
        var lines = Made.Lines(country);
        var shares = Enum.GetValues<Kind>().ToDictionary(
            static kind => kind, kind => lines.Count(entry => entry.Movement.Kind == kind) * 100.0 / lines.Count);

        Assert.All(shares, static share => Assert.True(share.Value > 0, $"no line is {share.Key}"));
        Assert.InRange(shares[Kind.Living], 45, 75);
        Assert.InRange(shares.Where(static share => share.Key.IsObligation()).Sum(static share => share.Value), 7, 20);
        Assert.InRange(shares.Where(static share => share.Key.IsEarned()).Sum(static share => share.Value), 3, 12);
    }

    [Theory]
    [MemberData(nameof(Made.Countries), MemberType = typeof(Made))]
    public void Earned_OfSteadySalaries_ComesOnWorkingDaysNearWhatTheyEarn(string country)
    {
        var world = Made.World(country);
        foreach (var history in world.Histories)
        {
            foreach (var member in history.Household.Members.Where(static member => member.Life == Life.Salaried))
            {
                var pay = history.Entries.Where(entry => entry.Account == member.Main
                    && entry.Movement is { Use: Use.Salary, Stream: "salary" }).ToList();

                Assert.All(pay, entry =>
                    Assert.True(world.Country.Calendar.IsWorking(DateOnly.FromDateTime(entry.Movement.At))));
                var middle = pay.Select(static entry => entry.Movement.Minor).Order().ElementAtOrDefault(pay.Count / 2);
                Assert.True(pay.Count < 3 || Math.Abs(middle - member.Income) < member.Income * 14 / 100);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Made.Countries), MemberType = typeof(Made))]
    public void Lives_EveryKind_OccursInAWorldOfItsSize(string country)
    {
        var lives = Made.World(country).Histories.SelectMany(static history => history.Household.Members)
            .Select(static member => member.Life).Distinct();

        Assert.Equal(Enum.GetValues<Life>(), lives.Order());
    }

    /// <summary>No list can know them: they are put together from words, or stand only in the data.</summary>
    [Theory]
    [MemberData(nameof(Made.Countries), MemberType = typeof(Made))]
    public void Names_OfEmployersAndLenders_AreInventedForThreeInTen(string country)
    {
        var data = Country.Of(country).Data;
        Check(Use.Salary, [.. data.Items("employers.known"), .. data.Items("employers.public")]);
        Check(Use.Loan, data.Items("lenders.loan.known"));
        Check(Use.Car, data.Items("lenders.car.known"));
        Check(Use.Payday, data.Items("lenders.payday.known"));

        void Check(Use use, string[] known)
        {
            var parties = Made.Lines(country).Where(entry => entry.Movement.Use == use)
                .Select(static entry => (entry.Account.Id, entry.Movement.Party.Name)).Distinct().ToList();

            Assert.InRange(parties.Count(party => !known.Contains(party.Name)) * 100.0 / parties.Count, 28, 75);
        }
    }

    private static IEnumerable<string[]> Rows(Action<TextWriter> write)
    {
        var text = new StringWriter();
        write(text);
        return text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(static line => line.Split(','));
    }
}
