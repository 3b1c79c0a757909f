using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Bai;

/// <summary>One record of a BAI2 file with the lines (88) that go on with it.</summary>
internal sealed record BaiRecord(string Code, List<string> Fields, int Line)
{
    public Place Place => Place.AtLine(Line);

    public string Field(int at) => at < Fields.Count ? Fields[at].Trim() : "";

    public static IEnumerable<BaiRecord> Read(string text)
    {
        BaiRecord? open = null;
        foreach (var (line, number) in TextLines.Of(text))
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            // Some banks write a colon behind the code of a line that goes on.
            var cut = line.TrimEnd();
            cut = cut.StartsWith("88:", StringComparison.Ordinal) ? "88," + cut[3..] : cut;
            var fields = (cut.EndsWith('/') ? cut[..^1] : cut).Split(',').ToList();
            var code = fields[0].Trim();
            fields.RemoveAt(0);
            if (code == "88" && open is not null)
            {
                open.Fields.AddRange(fields);
                if (open.Fields.Count > FieldsMax)
                {
                    throw RefusedException.File(RefusalCodes.TooLarge, Place.AtLine(number));
                }

                continue;
            }

            if (open is not null)
            {
                yield return open;
            }

            open = new BaiRecord(code, fields, number);
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    private const int FieldsMax = 10_000;
}
