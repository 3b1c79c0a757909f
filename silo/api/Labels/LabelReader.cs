using OrleansRisk.Actors.Accounts;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Labels;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Labels;

/// <summary>One line of labels: a valid request for a known account, or why it is none.</summary>
internal readonly record struct LabelLine(
    KnownAccount? Account, LabelRequest? Request, string? Transaction, LineFault? Fault);

/// <summary>Turns one JSON object into a valid label or a typed error that names the field.</summary>
internal static class LabelReader
{
    private const int Account = 0, Transaction = 1, Label = 2, KnownAt = 3;
    private static readonly string[] Names = ["account", "transaction", "label", "known_at", "source"];
    private static readonly FieldTable Table = new(Names);

    public static LabelLine Read(ReadOnlySpan<byte> utf8, UploadRules rules)
    {
        var reader = new StrictObject(utf8, Names, Table, rules.Unknown, rules.Strict);
        var draft = new Draft();
        Span<char> scratch = stackalloc char[Limits.WrittenTextMax];
        for (var field = reader.Next(); field >= 0; field = reader.Next())
        {
            var length = reader.Text(scratch, Names[field]);
            if (length >= 0 && draft.Take(field, scratch[..length], rules) is { } fault)
            {
                reader.Refuse(fault.Code, fault.Field);
            }
        }

        if (reader.Fault is null && draft.Missing() is { } missing)
        {
            reader.Refuse(ErrorCodes.FieldMissing, missing);
        }

        if (draft.KnownAt > rules.Now + (long)Limits.FutureMax.TotalMilliseconds)
        {
            reader.Refuse(ErrorCodes.InTheFuture, "known_at");
        }

        return reader.Fault is { } refused
            ? new LabelLine(null, null, draft.Transaction, refused)
            : new LabelLine(draft.Account, draft.Request(rules.Now), draft.Transaction, null);
    }

    private struct Draft
    {
        public KnownAccount? Account;
        public string? Transaction;
        public long? KnownAt;
        private LabelKind _kind;
        private string? _source;

        public LineFault? Take(int field, ReadOnlySpan<char> text, UploadRules rules)
        {
            if (field == LabelReader.Account)
            {
                Account = rules.Account(text, out var fault);
                return fault;
            }

            var error = field switch
            {
                LabelReader.Transaction => TakeTransaction(text),
                Label => TakeKind(text),
                LabelReader.KnownAt => TakeKnownAt(text),
                _ => TakeSource(text),
            };
            return error is null ? null : new LineFault(error, Names[field]);
        }

        public readonly string? Missing() =>
            Account is null ? "account"
            : Transaction is null ? "transaction"
            : _kind == 0 ? "label"
            : _source is null ? "source"
            : null;

        public readonly LabelRequest Request(long now) =>
            new(Transaction!, _kind, Math.Min(KnownAt ?? now, now), _source!);

        private ErrorCode? TakeTransaction(ReadOnlySpan<char> text)
        {
            var error = TextRules.Id(text);
            Transaction = error is null ? text.ToString() : null;
            return error;
        }

        private ErrorCode? TakeKind(ReadOnlySpan<char> text)
        {
            _kind = text switch
            {
                LabelKinds.Fraud => LabelKind.Fraud,
                LabelKinds.Genuine => LabelKind.Genuine,
                LabelKinds.Withdrawn => LabelKind.Withdrawn,
                _ => 0,
            };
            return _kind == 0 ? ErrorCodes.ValueUnknown : null;
        }

        private ErrorCode? TakeKnownAt(ReadOnlySpan<char> text)
        {
            var error = TimeText.Instant(text, out var at);
            KnownAt = at;
            return error;
        }

        private ErrorCode? TakeSource(ReadOnlySpan<char> text)
        {
            var error = TextRules.Free(text, Limits.LabelSourceCharactersMax);
            _source = error is null ? text.ToString() : null;
            return error;
        }
    }
}
