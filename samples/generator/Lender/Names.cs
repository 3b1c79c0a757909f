namespace OrleansRisk.Samples.Generator.Lender;

/// <summary>
/// Names in the lender's sample. KWSP, PTPTN and DuitNow are real schemes, named because a Malaysian statement has
/// them; every shop, employer, lender and person is invented.
/// </summary>
internal static class Names
{
    public const string Kwsp = "KWSP";
    public const string Ptptn = "PTPTN";

    public static readonly string[] Shops =
    [
        "Pasaraya Bintang", "Kedai Runcit Seri", "Pasar Mini Melur", "Borong Jaya", "Segar Mart", "Mini Mart Cempaka",
        "Pasaraya Tanjung", "Kedai Serbaneka Ria", "Harmoni Grocer", "Pasar Tani Damai",
    ];

    public static readonly string[] Stalls =
    [
        "Nasi Lemak Kak Yam", "Warung Pak Din", "Kopitiam Sin Hup", "Restoran Anjung", "Mamak Corner 24",
        "Teh Tarik Place",
        "Gerai Mee Ah Seng", "Ayam Gepuk Legenda", "Roti Canai Pagi", "Satay Station", "Kafe Lorong 5", "Dapur Utara",
    ];

    public static readonly string[] OnlineShops =
        ["Beli.example", "Kedaiku.example", "Gajet2u.example", "Fesyen.example", "Bukubuku.example", "Rumah.example"];

    public static readonly string[] Fuel = ["Stesen Minyak Utama", "Petrol Lebuhraya", "Stesen Delima"];

    public static readonly string[] Transport = ["Rapid Bandar", "Tol Lebuhraya", "Parkir Kota", "KeretaSewa.example"];

    /// <summary>Where people travel, and thieves pay.</summary>
    public static readonly string[] Abroad = ["SG", "TH", "ID", "GB"];

    public static readonly string[] ShopsAbroad =
    [
        "Harbour Electronics", "Orchard Lane", "Siam Arcade", "Old Town Books", "Duty Free Hall", "Night Market Stall",
        "Riverside Hotel", "Camera Corner",
    ];

    /// <summary>Whom people pay once.</summary>
    public static readonly string[] Trades =
    [
        "Bengkel Contoh", "Klinik Gigi Ria", "Perabot Damai", "Kontraktor Setia", "Kolej Contoh", "Dewan Pengantin",
    ];

    public static readonly string[] BnplLenders = ["LaterLah", "BayarNanti", "PayPelan"];

    public static readonly string[] QuickLenders =
        ["Pinjam Pantas", "KreditKilat", "Duit Segera", "Mudah Modal", "Wang Ekspres", "RinggitNow"];

    private static readonly string[] Given =
    [
        "Aina", "Farid", "Mei Ling", "Kumar", "Siti", "Hafiz", "Wei Jie", "Priya", "Azlan", "Nurul", "Jason", "Devi",
        "Rahim",
        "Su Ann", "Gopal", "Zara", "Iskandar", "Li Na", "Ravi", "Hana",
    ];

    private static readonly string[] Families =
        ["Yusof", "Tan", "Rajan", "Ismail", "Lim", "Abdullah", "Wong", "Pillai", "Osman", "Chong", "Salleh", "Ng"];

    private static readonly string[] Employers =
    [
        "Teknologi Suria Sdn Bhd", "Kilang Mutiara Sdn Bhd", "Logistik Pantai Sdn Bhd", "Hospital Harapan Sdn Bhd",
        "Perunding Awan Sdn Bhd", "Hotel Kayangan Sdn Bhd", "Elektronik Utara Sdn Bhd", "Pembinaan Teguh Sdn Bhd",
    ];

    private static readonly string[] Platforms = ["JomRide Payout", "HantarCepat Payout", "KerjaApp Payout"];

    public static string Person(Seeded seeded) => $"{seeded.Pick(Given)} {seeded.Pick(Families)}";

    public static string Payer(Livelihood livelihood, Seeded seeded) => livelihood switch
    {
        Livelihood.Employee => seeded.Pick(Employers),
        Livelihood.Civil => "Jabatan Contoh Malaysia",
        Livelihood.Gig => seeded.Pick(Platforms),
        Livelihood.Pensioner => Kwsp,
        _ => Person(seeded),
    };
}
