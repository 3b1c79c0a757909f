using System.Globalization;
using System.Text.Json;
using OrleansRisk.Api.Loads.Drafts;
using OrleansRisk.Contract.Loads;
using OrleansRisk.Core.Categories;
using OrleansRisk.Loads.Files;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Loads;

/// <summary>Drafts as they are kept, and kept loads as they are shown.</summary>
internal static class LoadShapes
{
    public static KeptLoad Of(
        LoadDraft draft, IReadOnlyList<LoadFindingBody> findings, string zone, long now, int rowParts) => new(
        now, zone, [.. draft.Files.Select(Of)], draft.Accounts.Count, Rows(draft),
        Refusals(draft), [.. findings.GroupBy(static finding => finding.Code)
            .Select(static group => new LoadFindingsBody(group.Key, group.Count()))
            .OrderByDescending(static each => each.Count)],
        rowParts, Parts(findings.Count));

    public static int Parts(int items) => (items + Limits.LoadPartItems - 1) / Limits.LoadPartItems;

    public static KeptRow Of(LoadDraft draft, DraftRow row)
    {
        return new KeptRow(row.Account?.Key.ToString(), row.Waits, new LoadRowBody
        {
            Number = row.Number,
            File = draft.Files[row.File].Name,
            Line = row.Line,
            Place = row.Place,
            Outcome = row.Outcome,
            Account = row.Account?.Account,
            Code = row.Code,
            Field = row.Field,
            Message = row.Message,
            Next = row.Next,
            TwinOf = row.TwinOf,
            Category = row.Category == default ? null : CategoryCatalogue.NameOf(row.Category),
            Transaction = Parsed(row.Utf8),
        }, row.After)
        {
            TakesBack = row.Removed.Count > 0 ? row.Removed : null,
        };
    }

    public static LoadBody Of(LoadHead head, KeptLoad load) => new()
    {
        Load = KeptLoads.IdOf(head.Id),
        State = head.State switch
        {
            LoadState.Draft => LoadStates.Draft,
            LoadState.Committing => LoadStates.Committing,
            _ => LoadStates.Committed,
        },
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(head.CreatedAt),
        ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(head.ExpiresAt),
        Files = load.Files,
        Accounts = load.Accounts,
        Rows = load.Rows,
        Consent = load.Consent,
        Zone = load.Zone,
        Refusals = load.Refusals,
        Findings = load.Findings,
        Commit = head.State == LoadState.Draft ? null : new LoadCommitBody(head.RowsDone, head.Refused),
    };

    /// <summary>A file with nothing read, in words.</summary>
    public static string Cause(LoadedFile file)
    {
        var refusal = file.Refusal;
        var place = refusal?.Line is { } line
            ? string.Create(CultureInfo.InvariantCulture, $" line {line}") : refusal?.Place is { } at ? $" {at}" : "";
        return $"{file.Name}{place}: {refusal?.Code}. {refusal?.Message} {refusal?.Next}".TrimEnd();
    }

    private static LoadFileBody Of(LoadedFile file) => new()
    {
        Name = file.Name,
        Format = file.Format,
        Dialect = file.Dialect,
        Rows = file.Rows.Count + file.TakenBack.Count + file.RefusedCount,
        Refusal = file.Refusal is { } refusal
            ? new LoadRefusalBody(refusal.Code, refusal.Field, 0, file.Name, refusal.Line, refusal.Place,
                refusal.Message, refusal.Next)
            : null,
        NextPage = file.NextPage,
    };

    // Rows beyond those that a file keeps with their places count all the same.
    private static LoadRowsBody Rows(LoadDraft draft)
    {
        var counted = AccountReport.Count([.. draft.Rows]);
        var unkept = draft.Files.Sum(static file => file.RefusedCount - file.Refused.Count);
        return counted with { Read = counted.Read + unkept, Refused = counted.Refused + unkept };
    }

    private static List<LoadRefusalBody> Refusals(LoadDraft draft) =>
        [.. draft.Rows.Where(static row => row.Outcome == LoadOutcomes.Refused)
            .GroupBy(static row => (row.Code, row.Field))
            .Select(group => (Rows: group.Count(), First: group.First()))
            .OrderByDescending(static each => each.Rows).Take(Limits.LoadRefusalsShown)
            .Select(each => new LoadRefusalBody(
                each.First.Code!, each.First.Field, each.Rows, draft.Files[each.First.File].Name, each.First.Line,
                each.First.Place, each.First.Message!, each.First.Next))];

    // Whoever mends a refused row sees what would have been sent, unless it is no JSON.
    private static JsonElement? Parsed(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            using var written = new Utf8JsonWriter(Stream.Null);
            json.RootElement.WriteTo(written);
            return json.RootElement.Clone();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // half of a character can be read as JSON, and not be written
        }
    }
}
