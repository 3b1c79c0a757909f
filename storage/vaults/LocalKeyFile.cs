using System.Security.Cryptography;
using System.Text;

namespace OrleansRisk.Vaults;

/// <summary>The file of a development key: three lines, of which the last is the key in base64.</summary>
internal static class LocalKeyFile
{
    private const string FirstLine = "orleansrisk development key 1";
    private const int LengthMax = 1_024;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the file; does nothing where another process was quicker.</summary>
    public static void Create(string path, string name)
    {
        // Written aside and moved, so that nobody reads half a key and a crash leaves none behind.
        var aside = $"{path}.{Guid.NewGuid():n}.new";
        var key = RandomNumberGenerator.GetBytes(32);
        try
        {
            Write(aside, $"{FirstLine}\n{name}\n{Convert.ToBase64String(key)}\n");
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            File.Delete(aside);
        }
    }

    public static (string Name, byte[] Key) Read(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
        {
            throw new VaultRefusedException($"{path} may be read by others: chmod 600 it, or make a new key");
        }

        if (new FileInfo(path).Length > LengthMax)
        {
            throw new VaultRefusedException($"{path} is no key file");
        }

        var lines = File.ReadAllText(path, Encoding.UTF8).Split('\n');
        var key = new byte[32];
        return lines is [FirstLine, var name, var base64, ""]
            && Convert.TryFromBase64String(base64, key, out var length) && length == key.Length
            ? (name, key)
            : throw new VaultRefusedException($"{path} is no key file");
    }

    private static void Write(string path, string text)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            // A lost key loses everything sealed under it, and flushing alone does not report a failed write.
            Options = FileOptions.WriteThrough,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var file = new FileStream(path, options);
        file.Write(Encoding.UTF8.GetBytes(text));
    }
}

/// <summary>A key may not be used here: wrong mode of operation, wrong permissions, wrong place.</summary>
public sealed class VaultRefusedException(string message) : Exception(message);
