using System.Globalization;
using System.Text;
using OrleansRisk.Cli.Input;
using OrleansRisk.Client;
using OrleansRisk.Loads.Mapped;
using OrleansRisk.Maps;

namespace OrleansRisk.Cli.Maps;

/// <summary>What a map makes of a file, before anything is sent.</summary>
internal sealed class MapCheck
{
    private readonly List<TransactionLine> _shown = [];
    private readonly SortedDictionary<string, (long Rows, long First, string Message)> _failures =
        new(StringComparer.Ordinal);

    private MappedRows? _source;
    private long _rows;
    private long _failed;

    public static async Task<MapCheck> Run(Invocation call, MapFile map, long most, CancellationToken cancel)
    {
        await using var file = await InputFile.Open(call.Argument("FILE"), call.Terminal.In, cancel);
        var rows = MappedRows.Of(file.Content, map);
        var check = new MapCheck { _source = rows };
        await foreach (var row in new MappedSource(rows).Rows(cancel))
        {
            check.Add(row);
            if (check._rows == most)
            {
                break;
            }
        }

        return check;
    }

    /// <summary>The rows on standard output, the rest as messages; exit 1 where a row cannot be read.</summary>
    public async Task<int> Show(Terminal terminal, CancellationToken cancel)
    {
        foreach (var line in _shown)
        {
            await terminal.Out.WriteAsync(line.Utf8, cancel);
            await terminal.Out.WriteAsync("\n"u8.ToArray(), cancel);
        }

        terminal.Error.Write(Report());
        return _failed == 0 && _rows > 0 ? ExitCode.Done : ExitCode.Declined;
    }

    private string Report()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{_rows:N0} rows read, {_failed:N0} cannot be sent.");
        text.AppendLine($"Fields that the map leaves out: {Listed(_source!.Unmapped)}.");
        text.AppendLine($"Columns that the map does not read: {Listed(_source.Unused)}.");
        if (_source.Encoding is { } encoding)
        {
            text.AppendLine($"The text is {encoding}.");
        }

        if (_rows == 0)
        {
            text.AppendLine($"Nothing was read. {_source.Empty ?? "Is the file empty?"}");
        }

        foreach (var (column, (rows, first, message)) in _failures)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture, $"{column}: {rows:N0} rows, first in line {first}. {message}");
        }

        return text.ToString();
    }

    private static string Listed(IReadOnlyList<string> names) =>
        names.Count == 0 ? "none" : string.Join(", ", names);

    private void Add(InputRow row)
    {
        _rows++;
        if (row.Line is { } line)
        {
            if (_shown.Count < Limits.RowsShown)
            {
                _shown.Add(line);
            }

            return;
        }

        _failed++;
        var fault = row.Fault!;
        var column = fault.Field ?? fault.Code;
        var before = _failures.GetValueOrDefault(column, (0, row.Place, fault.Message));
        _failures[column] = before with { Item1 = before.Item1 + 1 };
    }
}
