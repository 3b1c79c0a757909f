using System.Text.Json;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Contract.Loads;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Loads.Files;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Api.Loads.Drafts;

/// <summary>
/// Files as rows of accounts. Each row is read by the code that reads a line of a stream, and by no other.
/// </summary>
internal sealed class LoadDraft
{
    /// <summary>Lines of a stream: what they correct they know.</summary>
    private const string Lines = "ndjson";

    private readonly Dictionary<AccountKey, AccountDraft> _accounts = [];

    private LoadDraft(IReadOnlyList<LoadedFile> files) => Files = files;

    public IReadOnlyList<LoadedFile> Files { get; }

    /// <summary>Rows that are of no account: those that could not be read.</summary>
    public List<DraftRow> Unread { get; } = [];

    public IReadOnlyCollection<AccountDraft> Accounts => _accounts.Values;

    /// <summary>Every row, by number.</summary>
    public IEnumerable<DraftRow> Rows => Unread.Concat(Accounts.SelectMany(static account => account.All));

    /// <param name="clock">Of days whose rows have a time.</param>
    /// <param name="takeTwins">Rows that are likely another's are taken all the same.</param>
    public static LoadDraft Of(
        IReadOnlyList<LoadedFile> files, UploadRules rules, IPseudonyms pseudonyms, CivilClock clock, bool takeTwins)
    {
        var draft = new LoadDraft(files);
        for (var file = 0; file < files.Count; file++)
        {
            draft.Read(file, files[file], rules, clock);
        }

        foreach (var account in draft.Accounts)
        {
            account.Order(pseudonyms);
            if (!takeTwins)
            {
                LikelyTwins.Find(account.Rows);
            }
        }

        draft.Settle();
        return draft;
    }

    /// <summary>
    /// Numbers the rows. Those that take something back of an account that has nothing of it are of no account.
    /// </summary>
    public void Settle()
    {
        foreach (var account in _accounts.Values.Where(static each => each is { Rows.Count: 0, Check: null }
            && each.TakenBack.TrueForAll(static row => row.Outcome != LoadOutcomes.Taken)).ToList())
        {
            Unread.AddRange(account.All);
            _accounts.Remove(account.Account.Key);
        }

        var number = 0;
        foreach (var row in Rows)
        {
            row.Number = ++number;
        }
    }

    private void Read(int file, LoadedFile loaded, UploadRules rules, CivilClock clock)
    {
        var only = loaded.Accounts is [var one] ? rules.Account(one.Account, out _) : null;
        foreach (var refused in loaded.Refused)
        {
            var row = new DraftRow { File = file, Line = refused.Line, Place = refused.Place, Account = only };
            row.Refuse(refused.Code, refused.Field, refused.Message, refused.Next);
            (only is null ? Unread : Of(only).Unread).Add(row);
        }

        foreach (var line in loaded.Rows)
        {
            var read = TransactionReader.Read(line.Utf8.Span, rules);
            var transaction = read.Transaction;
            var row = new DraftRow
            {
                File = file,
                Line = line.Line,
                Place = line.Place,
                Utf8 = line.Utf8,
                Account = read.Account ?? AccountOf(line.Utf8, rules),
                Transaction = transaction,
                Corrects = read.Corrects,
                MayBeNew = loaded.Format != Lines,
                Day = transaction is null ? 0 : clock.At(transaction.At, transaction.DayOnly).Day,
            };
            if (read.Fault is { } fault)
            {
                row.Refuse(fault.Code, fault.Field);
                (row.Account is null ? Unread : Of(row.Account).Unread).Add(row);
                continue;
            }

            Of(read.Account!).Rows.Add(row);
        }

        foreach (var gone in loaded.TakenBack)
        {
            var known = rules.Account(gone.Account, out var fault);
            var row = new DraftRow
            {
                File = file,
                Line = gone.Line,
                Place = gone.Place,
                Account = known,
                Removes = gone.Id,
            };
            if (known is null)
            {
                row.Refuse(fault!.Code, fault.Field);
                Unread.Add(row);
            }
            else
            {
                Of(known).TakenBack.Add(row);
            }
        }

        foreach (var stated in loaded.Accounts)
        {
            if (_accounts.Values.FirstOrDefault(each => each.Account.Account == stated.Account) is { } account)
            {
                account.Statements.Add((file, stated));
            }
        }
    }

    // Whatever else is wrong with a row, it is counted with its account.
    private static KnownAccount? AccountOf(ReadOnlyMemory<byte> utf8, UploadRules rules)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("account", out var account)
                && account.ValueKind == JsonValueKind.String ? rules.Account(account.GetString(), out _) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // it is no JSON, or holds half of a character
        }
    }

    private AccountDraft Of(KnownAccount account)
    {
        if (!_accounts.TryGetValue(account.Key, out var draft))
        {
            _accounts.Add(account.Key, draft = new AccountDraft(account));
        }

        return draft;
    }
}
