using System.Text;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Files;

/// <summary>Prints lines as the country's bank does.</summary>
internal sealed class Printer
{
    private readonly Country _country;
    private readonly Dictionary<Way, Template> _parties;
    private readonly Dictionary<Way, Template[]> _texts;
    private readonly Dictionary<Way, string> _channels;
    private readonly Dictionary<Use, string> _categories = [], _codes = [];
    private readonly HashSet<string> _ownMemos;
    private readonly string[] _towns;
    private readonly ulong _seed;

    public Printer(Country country, ulong seed)
    {
        (_country, _seed) = (country, seed);
        _channels = Enum.GetValues<Way>().ToDictionary(static way => way, way => First("ways", way));
        _parties = Enum.GetValues<Way>().ToDictionary(static way => way, way => new Template(First("party", way)));
        var texts = country.Data.Keyed("text");
        _texts = Enum.GetValues<Way>().ToDictionary(
            static way => way, way => texts[Words.Of(way)].Select(static text => new Template(text)).ToArray());
        _ownMemos = [.. country.Data.Items("memos.own").Where(static memo => memo.Length > 0)];
        _towns = country.Data.Items("towns");
        foreach (var use in Enum.GetValues<Use>())
        {
            Keep(_categories, "categories", use);
            Keep(_codes, "mcc", use);
        }
    }

    public string Channel(Way way) => _channels[way];

    public string Counterparty(Movement movement) =>
        Cut(_parties[movement.Way].Fill(Printed(movement)), Limits.CounterpartyMax);

    public string Description(Movement movement)
    {
        var (printed, texts) = (Printed(movement), _texts[movement.Way]);

        // A payer's lines look alike but for one in nine, when a system changed; shops' lines do not.
        var steady = movement.Way is not (Way.Card or Way.Online or Way.Qr or Way.Refund) && printed.Noise % 9 != 0;
        var choice = steady ? printed.Reference : printed.Noise / 13;
        return Cut(texts[(int)(choice % (ulong)texts.Length)].Fill(printed), Limits.DescriptionMax);
    }

    /// <summary>
    /// The lender's own category, guessed from purpose and text as such systems do; null if it has none.
    /// </summary>
    public string? Category(Movement movement)
    {
        if (!_categories.TryGetValue(movement.Use, out var category))
        {
            return null;
        }

        var person = movement.Party.Person is not null;
        return movement.Use switch
        {
            Use.First or Use.PersonOut when _ownMemos.Contains(movement.Memo) => _categories[Use.Own],
            Use.Rent when person && Hash(movement.Account.PrintKey) % 4 == 0 => _categories[Use.PersonOut],
            _ => category,
        };
    }

    public string? Mcc(Movement movement) =>
        _codes.TryGetValue(movement.Use, out var code) && movement.Way is Way.Card or Way.Online && !movement.Credit
            ? code?.Length > 0 ? code : movement.Party.Mcc
            : null;

    private Printed Printed(Movement movement)
    {
        var (party, key) = (movement.Party, Hash(movement.Account.PrintKey));
        var noise = Mix(_seed ^ key ^ ((ulong)movement.At.Ticks * 0x9E3779B97F4A7C15) ^ (movement.Credit ? 1UL : 0));

        // Nothing but the name hangs on whose name it is.
        var name = party.Person is null && party.Religion is null ? Hash(party.Name) : 0;

        // Most shops are in the town where one lives; one branch in nine is elsewhere.
        var away = party.Mcc is not null && (name + (ulong)party.Branch) % 9 == 0;
        var home = _towns[(int)(key % (ulong)_towns.Length)];
        return new Printed(
            party.Name.Replace("{town}", home, StringComparison.Ordinal), movement.Memo,
            party.Country is not null ? party.Town ?? "" : away ? _towns[party.Branch % _towns.Length] : home,
            party.Country ?? _country.Code, movement.At, _country.Months[movement.At.Month - 1],
            (uint)Mix(key ^ Hash(movement.Stream) ^ name), (uint)(name + ((ulong)party.Branch * 31)), noise);
    }

    private string First(string section, Way way) =>
        _country.Data.Keyed(section)[Words.Of(way)].FirstOrDefault() ?? "";

    private void Keep(Dictionary<Use, string> words, string section, Use use)
    {
        if (_country.Data.Has(section) && _country.Data.Keyed(section)[use.Word()].FirstOrDefault() is { } word)
        {
            words.Add(use, word);
        }
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];

    /// <summary>FNV-1a: the same on every machine, unlike a string's own hash.</summary>
    private static ulong Hash(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ value) * 0x100000001B3;
        }

        return hash;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
