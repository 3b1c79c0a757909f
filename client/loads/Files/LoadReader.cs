using System.Text.Json;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Loads.Mapped;
using OrleansRisk.Maps;
using OrleansRisk.Statements;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Loads.Files;

/// <summary>
/// Turns a file into lines of a stream: by the map that was named, else by what its content is. A file that cannot be
/// read is refused and named; nothing is thrown.
/// </summary>
public static class LoadReader
{
    private const string Ndjson = "ndjson";

    public static LoadedFile Read(LoadFile file, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return options.Map is { } map ? ByMap(file, map, options)
            : ContractLines.AreIn(file.Content) ? Lines(file)
            : FittingMap.Of(file.Content) is { } shipped ? ByMap(file, shipped, options)
            : ByContent(file, options);
    }

    // They name accounts by the lender's own ids already.
    private static LoadedFile Lines(LoadFile file)
    {
        var gathered = new FileRows(file.Name, Ndjson, null);
        foreach (var (line, text) in ContractLines.Of(file.Content))
        {
            if (gathered.Add(line, null, text) is { } full)
            {
                return full;
            }
        }

        return gathered.Finish();
    }

    private static LoadedFile ByMap(LoadFile file, LoadMap map, LoadOptions options)
    {
        var stated = options.Account is { } account ? new StatedAccount(account) : null;
        var format = map.Map.Format switch
        {
            RowsIn.Json => "json",
            RowsIn.Ndjson => Ndjson,
            _ => "csv",
        };
        var gathered = new FileRows(file.Name, format, map.Name);
        try
        {
            using var content = new MemoryStream(file.Content.ToArray(), writable: false);
            foreach (var row in MappedRows.Of(content, map.Map).Rows().ToBlockingEnumerable())
            {
                if (row.Transaction is not { } transaction)
                {
                    gathered.Refuse(row.Place, null, row.Fault!.Code.Code, row.Fault.Field, row.Fault.Message,
                        row.Fault.Code.Next);
                }
                else if ((stated?.Of(transaction) ?? transaction) is var ours && stated is { IsOfSeveral: true })
                {
                    return gathered.Refused(null, "several_accounts", "The file holds several accounts.",
                        "Leave the account out; each keeps the id that the map reads.");
                }
                else if (gathered.Add(row.Place, null, Line(ours)) is { } full)
                {
                    return full;
                }
            }
        }
        catch (Exception wrong) when (wrong is UnreadableFileException or MapException or InvalidDataException
            or CsvHelper.CsvFormatException)
        {
            return gathered.Refused(null, "malformed", wrong.Message, "Correct the file or the map.");
        }

        if (stated is not null)
        {
            gathered.Take(stated);
        }

        return gathered.Finish();
    }

    private static LoadedFile ByContent(LoadFile file, LoadOptions options)
    {
        var result = StatementReader.Read(file.Content, new ReadOptions
        {
            OnlyAccount = options.Account,
            Currency = options.Currency,
            Encoding = options.Encoding,
            DayFirst = options.DayFirst,
            DecimalMark = options.DecimalMark,
            RoundExtraDecimals = options.RoundExtraDecimals,
        });
        if (result is StatementResult.Refused(var refusal))
        {
            return new FileRows(file.Name, null, null).Refused(
                refusal.Place, refusal.Code, refusal.Message, refusal.Next);
        }

        var statement = ((StatementResult.Read)result).Statement;
        var gathered = new FileRows(file.Name, FormatNames.Of(statement.Format), statement.Dialect);
        gathered.Take(statement);
        foreach (var account in statement.Accounts)
        {
            if (Take(gathered, account, options.Zone) is { } full)
            {
                return full;
            }
        }

        return gathered.Finish();
    }

    private static LoadedFile? Take(FileRows gathered, StatementAccount account, TimeZoneInfo? zone)
    {
        var rows = new StatementRows(account, zone);
        foreach (var row in account.Rows)
        {
            if (row.Status == RowStatus.Rejected)
            {
                gathered.Rejected++;
                continue;
            }

            if (row.Status == RowStatus.Removed && account.Id.Length > 0)
            {
                gathered.TakeBack(new TakenBackRow(
                    gathered.LineOf(row.Place), FileRows.More(row.Place), account.Id, row.Id));
                continue;
            }

            var (transaction, fault) = rows.Of(row);
            if (transaction is null)
            {
                gathered.Refuse(gathered.LineOf(row.Place), FileRows.More(row.Place), fault!.Code, FieldOf(fault),
                    fault.Sentence, fault.Next);
            }
            else if (gathered.Add(gathered.LineOf(row.Place), FileRows.More(row.Place), Line(transaction)) is { } full)
            {
                return full;
            }
        }

        return null;
    }

    private static string FieldOf(ErrorCode fault) =>
        fault == ErrorCodes.AccountNotStated ? "account" : fault == ErrorCodes.TimeInvalid ? "at" : "id";

    private static byte[] Line(TransactionBody transaction) =>
        JsonSerializer.SerializeToUtf8Bytes(transaction, ContractJson.Default.TransactionBody);
}
