using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Categories;

/// <summary>
/// What the words of a name or description say where nothing better does: of money that comes in who pays it and for
/// what, of money that goes out which obligation it meets. It never says that money is the customer's own, for that
/// takes more than a text. From scoring version 4.
/// </summary>
internal static class TextCategories
{
    /// <summary>Letters that a word is compared with; a longer one says nothing.</summary>
    private const int WordMax = 24;

    public static Category Read(Transaction transaction)
    {
        var credit = transaction.Direction == Direction.Credit;
        var named = Read(transaction.Counterparty, credit, default);
        var said = Read(transaction.Description, credit, named);

        // What the customer may have written hides nothing: belief is read from the payee's name alone.
        return said.Category == Category.Religious ? named.Category : said.Category;
    }

    /// <summary>Money that a direct debit brings in is one that was not paid.</summary>
    public static bool SaysReturned(Transaction transaction) =>
        transaction.Direction == Direction.Credit && Read(transaction) == Category.Returned;

    private static Ranked Read(string? text, bool credit, Ranked best)
    {
        Span<char> word = stackalloc char[WordMax];
        Span<char> before = stackalloc char[WordMax];
        var (length, last) = (0, 0);
        var letters = text.AsSpan();
        for (var i = 0; i <= letters.Length; i++)
        {
            var letter = i < letters.Length ? Plain(letters[i]) : ' ';
            if (letter is >= 'a' and <= 'z')
            {
                if (length < WordMax)
                {
                    word[length] = letter;
                }

                length++;
                continue;
            }

            if (length is > 1 and <= WordMax)
            {
                ReadOnlySpan<char> read = word[..length];
                ReadOnlySpan<char> earlier = before[..last];
                var found = credit ? Incoming(read, earlier) : Outgoing(read, earlier);
                best = found.Rank > best.Rank ? found : best;
                word[..length].CopyTo(before);
                last = length;
            }

            length = 0;
        }

        return best;
    }

    private static char Plain(char letter) => letter switch
    {
        >= 'A' and <= 'Z' => (char)(letter | 0x20),
        'ä' or 'Ä' or 'á' or 'Á' => 'a',
        'ö' or 'Ö' or 'ó' or 'Ó' => 'o',
        'ü' or 'Ü' or 'ú' or 'Ú' => 'u',
        'é' or 'É' or 'è' => 'e',
        _ => letter,
    };

    /// <summary>
    /// Of several words the greater rank counts: what came back before what was lent, and that before what was earned.
    /// </summary>
    private static Ranked Incoming(ReadOnlySpan<char> word, ReadOnlySpan<char> before) => word switch
    {
        "unpaid" or "returned" or "bounced" or "rucklastschrift" or "ruecklastschrift" or "return"
            or "impaye" or "devolucion" => new(Category.Returned, 9),
        "debit" when before is "direct" => new(Category.Returned, 9),
        "refund" or "refunds" or "reversal" or "erstattung" or "ruckzahlung" or "rueckerstattung" or "ruckerstattung"
            or "chargeback" or "cashback" or "rebate" or "reimbursement" or "expenses" or "expense" or "tuntutan"
            or "auslagen" or "spesen" or "reisekosten" => new(Category.Refund, 8),
        "payday" => new(Category.Payday, 7),
        "loan" or "loans" or "lending" or "lender" or "lenders" or "pinjaman" or "pembiayaan" or "darlehen"
            or "kredit" or "pinjam" or "advance" or "disbursement" or "prestamo" or "bnpl" =>
            new(Category.LoanDisbursement, 7),
        "pension" or "pensions" or "pencen" or "rente" or "altersrente" or "pensiun" or "retraite" =>
            new(Category.Pension, 6),
        "benefit" or "benefits" or "kindergeld" or "elterngeld" or "arbeitslosengeld" or "burgergeld" or "buergergeld"
            or "wohngeld" or "bantuan" or "welfare" or "jobseeker" or "jobcenter" => new(Category.Benefit, 5),
        "payroll" or "salary" or "salaries" or "wages" or "wage" or "gaji" or "lohn" or "gehalt" or "bezuge"
            or "bezuege" or "nomina" or "salaire" or "paycheck" or "stipend" or "bonus" or "commission" or "komisen" =>
            new(Category.Salary, 4),
        "invoice" or "inv" or "invois" or "rechnung" or "factura" or "facture" => new(Category.BusinessIncome, 2),
        "payout" or "payouts" or "settlement" or "earnings" or "takings" or "auszahlung" or "honorar" =>
            new(Category.BusinessIncome, 3),
        "winnings" or "casino" or "lotto" or "betting" or "gewinn" => new(Category.Gambling, 8),
        "deposit" when before is "cash" => new(Category.Cash, 5),
        "einzahlung" or "bareinzahlung" => new(Category.Cash, 5),
        "dividend" or "dividende" or "dividen" => new(Category.Interest, 2),
        _ => default,
    };

    private static Ranked Outgoing(ReadOnlySpan<char> word, ReadOnlySpan<char> before) => word switch
    {
        _ when IsOfBelief(word) => new(Category.Religious, 10),
        "fur" or "fuer" when before is "brot" => new(Category.Religious, 10),
        "aid" when before is "christian" => new(Category.Religious, 10),
        "army" when before is "salvation" => new(Category.Religious, 10),
        "collections" or "inkasso" or "recoveries" or "bailiff" or "arrears" => new(Category.Collection, 9),
        "hutang" when before is "kutipan" => new(Category.Collection, 9),
        "mortgage" or "mortgages" or "hypothek" or "baufinanzierung" => new(Category.Mortgage, 8),
        "loan" when before is "home" or "housing" => new(Category.Mortgage, 8),
        "payday" or "lending" => new(Category.Payday, 7),
        "loan" or "loans" or "lender" or "pinjaman" or "pembiayaan" or "darlehen" or "kredit" or "ansuran"
            or "financing" or "finance" or "ratenkredit" or "ratenzahlung" or "ptptn" or "prestamo" =>
            new(Category.LoanPayment, 6),
        "purchase" when before is "hire" => new(Category.LoanPayment, 6),
        "paylater" or "bnpl" or "instalment" or "instalments" or "installment" => new(Category.Bnpl, 6),
        "card" when before is "credit" => new(Category.CardPayment, 6),
        "rent" or "rental" or "rentals" or "miete" or "kaltmiete" or "warmmiete" or "sewa" or "alquiler" or "loyer" =>
            new(Category.Rent, 5),
        "insurance" or "insurans" or "takaful" or "versicherung" or "versicherungen" or "assurance" =>
            new(Category.Insurance, 4),
        "strom" or "stadtwerke" or "electric" or "electricity" or "energy" or "energie" or "utilities" =>
            new(Category.Utilities, 4),
        "finanzamt" or "steuer" or "kfzsteuer" or "cukai" => new(Category.Tax, 4),
        "tax" when before is "council" or "income" or "road" => new(Category.Tax, 4),
        "casino" or "betting" or "lotto" or "lottery" or "poker" or "wetten" => new(Category.Gambling, 4),
        "withdrawal" when before is "cash" => new(Category.Cash, 4),
        "geldautomat" or "bargeldauszahlung" => new(Category.Cash, 4),
        "fee" or "fees" or "charge" or "charges" or "entgelt" or "gebuhr" or "gebuehr" => new(Category.Fees, 3),
        _ => default,
    };

    /// <summary>
    /// Words of every belief alike, and beginnings of them where a language builds words of words: who gives to one may
    /// stand no better than who gives to another.
    /// </summary>
    private static bool IsOfBelief(ReadOnlySpan<char> word) => word is "zakat" or "tithe" or "tithes" or "sedekah"
            or "wakaf" or "infaq" or "fitrah" or "surau" or "church" or "chapel" or "cathedral" or "gereja" or "kirche"
            or "dom" or "diocese" or "bistum" or "temple" or "kuil" or "tokong" or "gurdwara" or "mandir" or "vihara"
            or "pagode" or "pagoda" or "misereor" or "adveniat" or "ditib" or "caritas" or "diakonie" or "iglesia"
            or "eglise"
        || Begins(word, "mosque") || Begins(word, "mosche") || Begins(word, "masjid") || Begins(word, "islam")
        || Begins(word, "muslim") || Begins(word, "moslem") || Begins(word, "kirchen") || Begins(word, "kirchgem")
        || Begins(word, "pfarr") || Begins(word, "parish") || Begins(word, "parroqui") || Begins(word, "evangeli")
        || Begins(word, "katholi") || Begins(word, "catholic") || Begins(word, "methodis") || Begins(word, "baptist")
        || Begins(word, "buddh") || Begins(word, "hindu") || Begins(word, "tempel") || Begins(word, "sikh")
        || Begins(word, "spende")
        || Begins(word, "synagog") || Begins(word, "judisch") || Begins(word, "juedisch") || Begins(word, "jewish");

    private static bool Begins(ReadOnlySpan<char> word, ReadOnlySpan<char> with) => word.StartsWith(with);

    private readonly record struct Ranked(Category Category, int Rank);
}
