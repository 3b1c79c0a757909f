using System.Globalization;

namespace OrleansRisk.Samples.Worlds.Countries;

/// <summary>A country and its invented lender: what people are called, who pays them, what their bank prints.</summary>
internal sealed class Country
{
    private static readonly Dictionary<string, Lazy<Country>> Known = Codes.ToDictionary(
        static code => code, static code => new Lazy<Country>(() => new Country(DataFile.Read(code))));

    private readonly ILookup<string, string> _facts;
    private readonly Dictionary<string, Shop[]> _shops = [];

    private Country(DataFile data)
    {
        Data = data;
        _facts = data.Keyed("facts");
        Calendar = new BankCalendar(data.Items("holidays"), Whole("offset"), Fact("summer") == "eu");
        Persons = new PersonNames(data);
        Spending = [.. data.Items("spend").Select(SpendingRow.Parse)];
        Months = Fact("months").Split(',');
        Phones = Fact("phones").Split(',');
        foreach (var use in (string[])
            [.. Spending.Where(static row => row.Way != "debit").Select(static row => row.Use), "children", "travel",
                "abroad", "once"])
        {
            _shops.TryAdd(use, [.. data.Items("shops." + use).Select(Shop.Parse)]);
        }
    }

    public static IReadOnlyList<string> Codes => ["my", "gb", "de"];

    public DataFile Data { get; }

    public BankCalendar Calendar { get; }

    public PersonNames Persons { get; }

    public IReadOnlyList<SpendingRow> Spending { get; }

    public IReadOnlyList<string> Months { get; }

    public IReadOnlyList<string> Phones { get; }

    public string Code => Fact("code");

    public string Currency => Fact("currency");

    public string Zone => Fact("zone");

    public string Bank => Fact("bank");

    /// <summary>The middle net income of a month, in minor units.</summary>
    public long Income => Minor(Fact("income"));

    /// <summary>What people there spend in cash, in per cent of their living.</summary>
    public int CashPercent => Whole("cash");

    public long ReturnFee => Minor(Fact("fee"));

    /// <summary>Of a thousand customers, how many may overdraw their account by agreement.</summary>
    public int OverdraftPerMille => Whole("overdraft");

    /// <summary>The rent's share of the income in per cent.</summary>
    public (int Low, int High) RentShare
    {
        get
        {
            var parts = Fact("rent_share").Split('-');
            return (Number(parts[0]), Number(parts[1]));
        }
    }

    public static Country Of(string code) => Known[code].Value;

    public IReadOnlyList<Shop> Shops(string use) => _shops[use];

    /// <summary>Minor units of a decimal text with two decimals.</summary>
    public static long Minor(string text) => (long)(decimal.Parse(text, CultureInfo.InvariantCulture) * 100);

    private string Fact(string name) => _facts[name].First();

    private int Whole(string name) => Number(Fact(name));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
