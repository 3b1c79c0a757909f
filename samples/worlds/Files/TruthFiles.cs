using System.Globalization;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Money;
using OrleansRisk.Samples.Worlds.Planted;

namespace OrleansRisk.Samples.Worlds.Files;

/// <summary>What is true of a world; never sent. RUBRIC.md says what the words mean.</summary>
internal static class TruthFiles
{
    /// <summary>The kind of each line, and what it belongs to.</summary>
    public static void Lines(IEnumerable<Entry> entries, TextWriter to)
    {
        to.Write("account,transaction,kind,stream,pair,event,role\n");
        foreach (var entry in entries)
        {
            var movement = entry.Movement;
            var role = movement.Event is null ? "" : movement.Supports ? "support" : "planted";
            to.Write(string.Create(CultureInfo.InvariantCulture,
                $"{entry.Account.Id},{LineFile.Id(entry)},{Words.Of(movement.Kind)},{movement.Stream},{entry.Pair},"));
            to.Write(string.Create(CultureInfo.InvariantCulture, $"{movement.Event},{role}\n"));
        }
    }

    /// <summary>Sums of each kind by account and calendar month of the account's zone.</summary>
    public static void Months(IEnumerable<Entry> entries, TextWriter to)
    {
        to.Write("account,month,kind,lines,amount\n");
        var sums = entries.GroupBy(static entry => (
                entry.Account.Id, entry.Movement.At.Year, entry.Movement.At.Month, entry.Movement.Kind))
            .OrderBy(static group => group.Key.Id, StringComparer.Ordinal).ThenBy(static group => group.Key.Year)
            .ThenBy(static group => group.Key.Month).ThenBy(static group => group.Key.Kind);
        foreach (var sum in sums)
        {
            var (id, year, month, kind) = sum.Key;
            var amount = LineFile.Decimal(sum.Sum(static entry => entry.Movement.Minor));
            to.Write(string.Create(CultureInfo.InvariantCulture,
                $"{id},{year}-{month:D2},{Words.Of(kind)},{sum.Count()},{amount}\n"));
        }
    }

    public static void Events(IEnumerable<PlantedEvent> events, TextWriter to)
    {
        to.Write("event,kind,account,first,last,lines,amount\n");
        foreach (var planted in events)
        {
            var (first, last) = (planted.Lines[0].Movement, planted.Lines[^1].Movement);
            var amount = LineFile.Decimal(planted.Lines.Where(static line => !line.Movement.Credit)
                .Sum(static line => line.Movement.Minor));
            to.Write(string.Create(CultureInfo.InvariantCulture, $"{planted.Id},{Words.Of(planted.Kind)},"));
            to.Write(string.Create(CultureInfo.InvariantCulture,
                $"{first.Account.Id},{first.At:yyyy-MM-dd},{last.At:yyyy-MM-dd},{planted.Lines.Count},{amount}\n"));
        }
    }

    public static void Accounts(IEnumerable<Household> households, TextWriter to)
    {
        to.Write("account,product,customers,life,income,sends_balances,opened\n");
        foreach (var household in households)
        {
            foreach (var account in household.Accounts)
            {
                var owner = household.Members.First(member => member.Id == account.Customers[0]);
                to.Write(string.Create(CultureInfo.InvariantCulture,
                    $"{account.Id},{Words.Of(account.Product)},{string.Join(' ', account.Customers)},"));
                to.Write(string.Create(CultureInfo.InvariantCulture,
                    $"{Words.Of(owner.Life)},{LineFile.Decimal(owner.Income)},"));
                to.Write(string.Create(CultureInfo.InvariantCulture,
                    $"{(account.SendsBalances ? "yes" : "no")},{account.Opened:yyyy-MM-dd}\n"));
            }
        }
    }
}
