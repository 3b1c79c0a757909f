using System.Globalization;
using System.Text.RegularExpressions;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Swift;

/// <summary>SWIFT MT940 and MT942, with or without their envelope, one or many messages in a file.</summary>
internal static partial class SwiftFormat
{
    /// <summary>Whether the text has the fields that such a message begins with.</summary>
    public static bool IsIn(string text) => Fields().IsMatch(text.AsSpan(0, Math.Min(text.Length, 4_096)));

    public static Statement Read(string text, StatementBuilder file)
    {
        var reading = new SwiftReading(file);
        foreach (var field in SwiftField.Read(text))
        {
            reading.See(field);
        }

        return reading.Finish();
    }

    [GeneratedRegex(@"^(?:\{1:[^\n]*\{4:)?\s?:(?:20|25P?|28C?|60[FM]|61|62[FM]):", RegexOptions.Multiline
        | RegexOptions.CultureInvariant)]
    private static partial Regex Fields();

    /// <summary>One pass over a file.</summary>
    private sealed partial class SwiftReading(StatementBuilder file)
    {
        private readonly List<(SwiftField Entry, SwiftField? Details)> _entries = [];
        private string? _account;
        private string? _currency;
        private SwiftField? _opening;
        private SwiftField? _closing;
        private SwiftField? _available;
        private SwiftField? _begin;
        private bool _isInterim;
        private bool _isInterimFile;

        public void See(SwiftField field)
        {
            switch (field.Tag)
            {
                case "20" or "25" or "25P" when _entries.Count > 0 || _closing is not null:
                    End();
                    See(field);
                    break;
                case "20":
                    _begin = field;
                    break;
                case "25" or "25P":
                    (_begin, _account) = (_begin ?? field, field.First.Trim());
                    break;
                case "34F" or "90D" or "90C" or "13D" or "13":
                    _isInterim = _isInterimFile = true;
                    _currency ??= Letters().Match(field.First) is { Success: true } code ? code.Value : null;
                    break;
                case "60F" or "60M":
                    _opening = field;
                    break;
                case "61":
                    _entries.Add((field, null));
                    break;
                case "86" when _entries.Count > 0 && _entries[^1].Details is null && _closing is null:
                    _entries[^1] = (_entries[^1].Entry, field);
                    break;
                case "62F" or "62M":
                    _closing = field;
                    break;
                case "64":
                    _available = field;
                    break;
            }
        }

        public Statement Finish()
        {
            // A file that was cut ends within a statement, and all before it looks right.
            if (_entries.Count > 0 && _opening is not null && _closing is null && !_isInterim)
            {
                throw RefusedException.File(RefusalCodes.Truncated, _entries[^1].Entry.Place,
                    "The last statement has no closing balance (:62F:).");
            }

            End();
            return file.Finish(_isInterimFile ? StatementFormat.Mt942 : StatementFormat.Mt940);
        }

        [GeneratedRegex("[A-Z]{3}", RegexOptions.CultureInvariant)]
        private static partial Regex Letters();

        private void End()
        {
            if (_entries.Count + (_opening is null ? 0 : 1) + (_closing is null ? 0 : 1) > 0)
            {
                file.Row(Add);
            }

            _entries.Clear();
            (_account, _currency, _begin, _isInterim) = (null, null, null, false);
            (_opening, _closing, _available) = (null, null, null);
        }

        private void Add()
        {
            var place = (_begin ?? _opening ?? _closing ?? _entries[0].Entry).Place;
            var opening = _opening is null ? null : SwiftEntry.Balance(_opening);
            var closing = _closing is null ? null : SwiftEntry.Balance(_closing);
            var currency = opening?.Currency ?? closing?.Currency ?? _currency;
            var account = file.Account(Account(_account, currency), AccountScheme.Number, currency, place);
            var section = account.Section(place);
            section.IsInterim = _isInterim;
            section.Opening = Of(account, opening, _opening);
            section.Closing = Of(account, closing, _closing);
            account.Available = Of(account, _available is null ? null : SwiftEntry.Balance(_available), _available)
                ?? account.Available;
            foreach (var (entry, details) in _entries)
            {
                file.Row(() =>
                {
                    var draft = SwiftEntry.Draft(entry);
                    if (details is not null)
                    {
                        SwiftDetails.Add(draft, details);
                    }

                    section.Add(draft, entry.Place);
                }, section);
            }
        }

        private static StatementBalance? Of(
            AccountBuilder account, (decimal Amount, DateOnly? Day, string Currency)? balance, SwiftField? field) =>
            balance is { } read && read.Currency == account.Currency
                ? account.Balance(read.Amount, read.Day, field!.Place) : null;

        // "NL91ABNA0417164300EUR" or "NL91ABNA0417164300 EUR": an account and its currency in one field.
        private static string? Account(string? text, string? currency)
        {
            if (text is null)
            {
                return null;
            }

            var plain = text.Replace(" ", "", StringComparison.Ordinal);
            return currency is not null && plain.EndsWith(currency, StringComparison.Ordinal)
                && plain.Length > currency.Length + 4 ? plain[..^currency.Length] : plain;
        }
    }
}
