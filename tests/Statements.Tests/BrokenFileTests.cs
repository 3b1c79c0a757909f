using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Tests;

/// <summary>However a file is broken, it is read or refused: there is no exception and no endless loop.</summary>
public sealed class BrokenFileTests
{
    private const int Flips = 400, Seed = 20_261_130;

    public static readonly TheoryData<string> Files = [.. Golden.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_FileCutAtAnyByte_IsReadOrRefused(string file)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Golden.Folder, file));
        var step = bytes.Length > 20_000 ? 97 : 1;
        for (var length = 0; length < bytes.Length; length += step)
        {
            Check(bytes.AsMemory(0, length), file);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_FileWithFlippedBytes_IsReadOrRefused(string file)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Golden.Folder, file));
        var random = new Random(Seed);
        for (var i = 0; i < Flips; i++)
        {
            var broken = (byte[])bytes.Clone();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            Check(broken, file);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_FileWithLinesTwiceOrMissing_IsReadOrRefused(string file)
    {
        var lines = File.ReadAllText(Path.Combine(Golden.Folder, file)).Split('\n');
        var random = new Random(Seed);
        for (var i = 0; i < Flips / 4; i++)
        {
            var changed = lines.ToList();
            var at = random.Next(changed.Count);
            if (i % 2 == 0)
            {
                changed.RemoveAt(at);
            }
            else
            {
                changed.Insert(random.Next(changed.Count), changed[at]);
            }

            Check(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', changed)), file);
        }
    }

    private static void Check(ReadOnlyMemory<byte> bytes, string file)
    {
        var result = StatementReader.Read(bytes, Golden.OptionsOf(file));
        var refusals = result is StatementResult.Refused(var refusal) ? [refusal]
            : ((StatementResult.Read)result).Statement.RefusedRows;
        Assert.All(refusals, static refused => Assert.Contains(refused.Code, RefusalCodes.All.Keys));
        Assert.DoesNotContain(refusals, static refused => refused.Code == "reader_failed");
    }
}
