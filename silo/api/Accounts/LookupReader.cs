using OrleansRisk.Api.Http;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Accounts;

/// <summary>Reads the body of a look-up: the one field that says which account.</summary>
internal static class LookupReader
{
    private static readonly string[] Names = ["account"];
    private static readonly FieldTable Table = new(Names);

    public static (KnownAccount? Account, LineFault? Fault) Read(ReadOnlySpan<byte> utf8, UploadRules rules)
    {
        var reader = new StrictObject(utf8, Names, Table, rules.Unknown, rules.Strict);
        KnownAccount? account = null;
        Span<char> scratch = stackalloc char[Limits.WrittenTextMax];
        while (reader.Next() >= 0)
        {
            var length = reader.Text(scratch, "account");
            if (length < 0)
            {
                continue;
            }

            account = rules.Account(scratch[..length], out var fault);
            if (fault is not null)
            {
                reader.Refuse(fault.Code, fault.Field);
            }
        }

        if (account is null)
        {
            reader.Refuse(ErrorCodes.FieldMissing, "account");
        }

        return reader.Fault is null ? (account, null) : (null, reader.Fault);
    }
}
