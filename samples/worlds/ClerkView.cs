using System.Globalization;
using OrleansRisk.Samples.Worlds.Files;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds;

/// <summary>An account's lines as a clerk reads a statement, each with what it is in truth.</summary>
internal static class ClerkView
{
    public static void Print(World world, string account, string month, TextWriter to)
    {
        var printer = new Printer(world.Country, world.Seed);
        var lines = world.Histories.SelectMany(static history => history.Entries)
            .Where(entry => entry.Account.Id == account && Month(entry).StartsWith(month, StringComparison.Ordinal));
        foreach (var entry in lines)
        {
            var movement = entry.Movement;
            to.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{movement.At:yyyy-MM-dd ddd HH:mm} {LineFile.Decimal(entry.Signed),12} "
                + $"{LineFile.Decimal(entry.Balance),12}  {Words.Of(movement.Kind),-12} "
                + $"{printer.Channel(movement.Way),-14} {printer.Counterparty(movement),-26} "
                + $"{printer.Description(movement)} "
                + $"{movement.Event}"));
        }
    }

    private static string Month(Entry entry) => entry.Movement.At.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
