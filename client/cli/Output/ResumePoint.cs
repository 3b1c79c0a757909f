using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansRisk.Cli.Output;

/// <summary>
/// How far a file was answered, kept beside it until all of it is. Sending it from its start again is right, too – what
/// was recorded comes back as the duplicate it is – and only takes longer.
/// </summary>
internal sealed partial class ResumePoint(string path, ResumePoint.Kept whole, Terminal terminal)
{
    private const int HeadBytes = 65_536;

    private long _notedAt = terminal.Time.GetTimestamp();
    private bool _failed;

    /// <param name="Bytes">Length of the file.</param>
    /// <param name="Head">SHA-256 of its beginning.</param>
    /// <param name="Map">SHA-256 of the map it was read by; empty without one.</param>
    /// <param name="Answered">Every row up to this line has its answer.</param>
    internal sealed record Kept(long Bytes, string Head, string Map, long Answered);

    public static ResumePoint Of(string file, byte[]? map, Terminal terminal)
    {
        using var content = File.OpenRead(file);
        var head = new byte[Math.Min(HeadBytes, content.Length)];
        content.ReadExactly(head);
        return new ResumePoint($"{file}.resume.json", new Kept(
            content.Length, Hash(head), map is null ? "" : Hash(map), 0), terminal);
    }

    /// <summary>The line to go on after; throws if there is nothing to resume, or what there is differs.</summary>
    public long Answered()
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"There is nothing to resume: {path} is not there.");
        }

        var kept = JsonSerializer.Deserialize(File.ReadAllBytes(path), Shapes.Default.Kept);
        return kept is not null && kept with { Answered = 0 } == whole ? kept.Answered
            : throw new UsageException($"{path} is of another file or another map: leave --resume out.");
    }

    /// <summary>Notes how far it is, now and then.</summary>
    /// <param name="answered">Asked only then: it looks at every line that is under way.</param>
    public void Note(Func<long> answered)
    {
        if (terminal.Time.GetElapsedTime(_notedAt) >= Limits.ResumeNotedEvery)
        {
            Keep(answered());
        }
    }

    /// <summary>Notes how far it came. A sending does not end because this cannot be kept.</summary>
    public void Keep(long answered)
    {
        _notedAt = terminal.Time.GetTimestamp();
        var beside = path + ".new";
        try
        {
            File.WriteAllBytes(beside, JsonSerializer.SerializeToUtf8Bytes(
                whole with { Answered = answered }, Shapes.Default.Kept));
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception wrong) when (!_failed && wrong is IOException or UnauthorizedAccessException)
        {
            _failed = true;
            terminal.Error.WriteLine($"How far it is cannot be kept, so --resume will not work: {wrong.Message}");
        }
        catch (Exception again) when (again is IOException or UnauthorizedAccessException)
        {
            // Reported once.
        }
    }

    /// <summary>All of it is answered.</summary>
    public void Done() => File.Delete(path);

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(Kept))]
    private sealed partial class Shapes : JsonSerializerContext;
}
