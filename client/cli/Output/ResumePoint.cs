using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansRisk.Cli.Output;

/// <summary>
/// How far a file was answered, kept beside it until all of it is. Sending it from its start again is right, too – what
/// was recorded comes back as the duplicate it is – and only takes longer.
/// </summary>
internal sealed partial class ResumePoint(string path, ResumePoint.Kept whole, TimeProvider time)
{
    private const int HeadBytes = 65_536;

    private long _notedAt = time.GetTimestamp();

    /// <param name="Bytes">Length of the file.</param>
    /// <param name="Head">SHA-256 of its beginning.</param>
    /// <param name="Map">SHA-256 of the map it was read by; empty without one.</param>
    /// <param name="Answered">Every row up to this line has its answer.</param>
    internal sealed record Kept(long Bytes, string Head, string Map, long Answered);

    public static ResumePoint Of(string file, byte[]? map, TimeProvider time)
    {
        using var content = File.OpenRead(file);
        var head = new byte[Math.Min(HeadBytes, content.Length)];
        content.ReadExactly(head);
        return new ResumePoint($"{file}.resume.json", new Kept(
            content.Length, Hash(head), map is null ? "" : Hash(map), 0), time);
    }

    /// <summary>The line to go on after; throws where there is nothing to resume, or what there is differs.</summary>
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
    public void Note(long answered)
    {
        if (time.GetElapsedTime(_notedAt) >= Limits.ResumeNotedEvery)
        {
            Keep(answered);
        }
    }

    /// <summary>Notes how far it came.</summary>
    public void Keep(long answered)
    {
        _notedAt = time.GetTimestamp();
        var beside = path + ".new";
        File.WriteAllBytes(beside, JsonSerializer.SerializeToUtf8Bytes(
            whole with { Answered = answered }, Shapes.Default.Kept));
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>All of it is answered.</summary>
    public void Done() => File.Delete(path);

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(Kept))]
    private sealed partial class Shapes : JsonSerializerContext;
}
