using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Reading;

/// <summary>Gathers what a format's reader finds: accounts, rows, refused rows, findings.</summary>
internal sealed class StatementBuilder(ReadOptions options)
{
    private readonly Dictionary<(string Id, string? Currency), AccountBuilder> _accounts = [];
    private readonly List<AccountBuilder> _order = [];
    private readonly List<Refusal> _refused = [];
    private readonly List<Finding> _findings = [];
    private string _only = "";
    private AccountScheme _onlyScheme;
    private int _refusedCount;
    private int _rows;

    public ReadOptions Options { get; } = options;

    public string? NextPage { get; set; }

    public int RefusedCount => _refusedCount;

    /// <summary>What the file calls its one account, where an id was stated for it.</summary>
    public (string Id, AccountScheme Scheme)? Named => _only.Length > 0 ? (_only, _onlyScheme) : null;

    /// <summary>The account of that id and currency; the same one for the same two.</summary>
    public AccountBuilder Account(string? id, AccountScheme scheme, string? currency, Place place)
    {
        var written = string.Concat((id ?? "").Where(static letter => !char.IsWhiteSpace(letter)));
        (id, scheme) = Options.OnlyAccount is { } only ? (One(written, scheme, only, place), AccountScheme.Number)
            : written.Length > 0 ? (written, Scheme(written, scheme))
            : Options.Account is { } stated ? (stated, AccountScheme.Number) : ("", AccountScheme.None);
        currency = Currency(currency, place) ?? Currency(Options.Currency, Place.File);
        if (_accounts.TryGetValue((id, currency), out var known)
            || (currency is null && (known = _order.Find(account => account.Id == id)) is not null))
        {
            return known;
        }

        if (_order.Count == Limits.AccountsMax)
        {
            throw RefusedException.File(RefusalCodes.TooManyRows, place);
        }

        var account = new AccountBuilder(this, id, scheme, currency);
        _accounts.Add((id, currency), account);
        _order.Add(account);
        return account;
    }

    /// <summary>Runs what reads one row; a refusal of the row is kept, and the file goes on.</summary>
    /// <param name="section">The statement that is incomplete without the row; null if none is known.</param>
    public void Row(Action read, StatementSection? section = null)
    {
        if (++_rows > Limits.RowsMax)
        {
            throw RefusedException.File(RefusalCodes.TooManyRows, Place.File,
                $"There are more than {Limits.RowsMax} rows.");
        }

        Try(read, section);
    }

    /// <summary>The same for a part of what is counted already: a row that waited for further lines.</summary>
    public void Try(Action read, StatementSection? section)
    {
        try
        {
            read();
        }
        catch (RefusedException refused) when (!refused.OfFile)
        {
            section?.IsIncomplete = true;
            Refuse(refused.Refusal);
        }
    }

    public void Refuse(Refusal refusal)
    {
        _refusedCount++;
        if (_refused.Count < Limits.RefusedRowsKept)
        {
            _refused.Add(refusal);
        }
    }

    public void Find(string code, string? account, Place place, string message)
    {
        if (_findings.Count < Limits.FindingsKept)
        {
            _findings.Add(new Finding(code, account, place, message));
        }
        else if (_findings.Count == Limits.FindingsKept)
        {
            _findings.Add(new Finding(FindingCodes.MoreFindings, null, Place.File, "There are more findings."));
        }
    }

    public Statement Finish(StatementFormat format, string? dialect = null)
    {
        var accounts = _order.Where(static account => !account.IsEmpty).Select(static account => account.Finish())
            .ToList();
        if (accounts.Count == 0)
        {
            throw RefusedException.File(RefusalCodes.NothingRead, _refused.Count > 0 ? _refused[0].Place : Place.File,
                _refused.Count > 0 ? $"All {_refusedCount} rows are refused; the first: {_refused[0].Message}" : null,
                _refused.Count > 0 ? _refused[0].Next : null);
        }

        return new Statement
        {
            Format = format,
            Dialect = dialect,
            Accounts = accounts,
            RefusedRows = _refused,
            RefusedRowCount = _refusedCount,
            Findings = _findings,
            NextPage = NextPage,
        };
    }

    /// <summary>The code in capitals; null if it is blank; refused if there is no such currency.</summary>
    public static string? Currency(string? code, Place place)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            return null;
        }

        var capitals = code.Trim().ToUpperInvariant();
        return Currencies.Decimals(capitals) is not null ? capitals
            : throw RefusedException.Row(RefusalCodes.BadCurrency, place);
    }

    private string One(string written, AccountScheme scheme, string only, Place place)
    {
        if (_only.Length == 0)
        {
            (_only, _onlyScheme) = (written, Scheme(written, scheme));
        }

        return written.Length == 0 || written == _only ? only
            : throw RefusedException.File(RefusalCodes.SeveralAccounts, place);
    }

    private static AccountScheme Scheme(string id, AccountScheme stated) =>
        Iban.Holds(id) ? AccountScheme.Iban
        : stated == AccountScheme.Iban ? AccountScheme.Number
        : stated == AccountScheme.Number && id.AsSpan().ContainsAny('X', 'x', '*') && id.Any(char.IsAsciiDigit)
            && id.AsSpan().TrimStart("Xx*-").Length < id.Length ? AccountScheme.Masked
        : stated;
}
