using System.Buffers.Binary;

namespace OrleansRisk.Crash.Tests.Servers;

/// <summary>
/// A copy of the built host in which one constant of core is another: what a build would be whose author forgot that
/// a scoring version never changes. The constant is changed in the compiled library, so that the copy differs in
/// nothing else.
/// </summary>
public sealed class ChangedCore : IDisposable
{
    private const byte LoadNumber = 0x23, LoadArgument = 0x02, Multiply = 0x5A;
    private const double Before = 50, After = 45;
    private readonly DirectoryInfo _runner;

    private ChangedCore(DirectoryInfo folder) => _runner = folder;

    public string Host => Path.Combine(_runner.FullName, Path.GetFileName(Programs.Host));

    /// <summary>Anomaly.PointsPerHalving, from 50 to 45: every score above zero comes out lower.</summary>
    public static ChangedCore PointsPerHalving()
    {
        var folder = Directory.CreateTempSubdirectory("risk-changed-");
        var built = Path.GetDirectoryName(Programs.Host)!;
        foreach (var file in Directory.GetFiles(built, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.FullName, Path.GetRelativePath(built, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var core = Path.Combine(folder.FullName, "OrleansRisk.Core.dll");
        var bytes = File.ReadAllBytes(core);
        var (from, to) = (Times(Before), Times(After));
        var at = bytes.AsSpan().IndexOf(from);
        if (at < 0 || bytes.AsSpan(at + 1).IndexOf(from) >= 0)
        {
            throw new InvalidOperationException("core no longer multiplies by this constant in one place");
        }

        to.CopyTo(bytes, at);
        File.WriteAllBytes(core, bytes);
        return new ChangedCore(folder);
    }

    public void Dispose() => _runner.Delete(recursive: true);

    // As the compiler writes "constant * first argument".
    private static byte[] Times(double number)
    {
        byte[] code = [LoadNumber, 0, 0, 0, 0, 0, 0, 0, 0, LoadArgument, Multiply];
        BinaryPrimitives.WriteDoubleLittleEndian(code.AsSpan(1), number);
        return code;
    }
}
