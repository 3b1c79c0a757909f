using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OrleansRisk.Grains.Access;

namespace OrleansRisk.Host.Transport;

/// <summary>
/// The files that silos of one cluster share: the authority's certificate, a silo's own with its key, and the token
/// keys. The authority's key stays with the operator; a silo never needs it.
/// </summary>
internal sealed class SecretFolder(string path)
{
    private const int StateKeyBytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Authority => Path.Combine(path, "ca.pem");

    public string AuthorityKey => Path.Combine(path, "ca.key");

    public string Certificate => Path.Combine(path, "silo.pem");

    public string Key => Path.Combine(path, "silo.key");

    public string CallTokenKeys => Path.Combine(path, "call-token.keys");

    /// <summary>The name of the same file before; it is read where the new one is not there yet.</summary>
    public string CapsuleKeys => Path.Combine(path, "capsule.keys");

    public string StateKey => Path.Combine(path, "state.key");

    /// <summary>
    /// Makes what is missing, issues the silo's certificate anew, and puts a new call-token key before the present one,
    /// which stays live until the next time.
    /// </summary>
    public void Renew(DateTimeOffset now, TimeSpan life)
    {
        Directory.CreateDirectory(path);
        if (!File.Exists(Authority))
        {
            using var made = CertificateAuthority.Make(now, TimeSpan.FromDays(3_650));
            Write(AuthorityKey, made.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
            Write(Authority, made.ExportCertificatePem());
        }

        using var authority = X509Certificate2.CreateFromPemFile(Authority, AuthorityKey);
        using var silo = CertificateAuthority.Issue(authority, now, life);
        Write(Key, silo.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        Write(Certificate, silo.ExportCertificatePem());
        Write(CallTokenKeys, NextCallTokenKeys());
        File.Delete(CapsuleKeys);
        if (!File.Exists(StateKey))
        {
            Write(StateKey, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(StateKeyBytes)) + "\n");
        }
    }

    /// <summary>One or two lines, number and key in hexadecimal; the first signs.</summary>
    public CallTokenKeySet ReadCallTokenKeys()
    {
        var file = File.Exists(CallTokenKeys) || !File.Exists(CapsuleKeys) ? CallTokenKeys : CapsuleKeys;
        var keys = File.ReadAllLines(file).Where(line => line.Length > 0).Select(Parse).ToArray();
        return keys switch
        {
            [var only] => new CallTokenKeySet(only),
            [var sealing, var other] => new CallTokenKeySet(sealing, other),
            _ => throw new InvalidDataException($"{CallTokenKeys} must hold one or two keys."),
        };
    }

    /// <summary>What seals the states of Orleans' own grains; made once, for they outlive every renewal.</summary>
    public byte[] ReadStateKey()
    {
        var text = File.ReadAllText(StateKey).Trim();
        return text.Length == StateKeyBytes * 2
            ? Convert.FromHexString(text)
            : throw new InvalidDataException($"{StateKey} holds no key.");
    }

    private string NextCallTokenKeys()
    {
        var before = File.Exists(CallTokenKeys) || File.Exists(CapsuleKeys) ? ReadCallTokenKeys().Signing : null;
        var number = (byte)((before?.Number ?? 0) + 1);
        var next = Spell(number, RandomNumberGenerator.GetBytes(32));
        return before is null ? next : next + Spell(before.Number, before.Secret.Span);
    }

    private static string Spell(byte number, ReadOnlySpan<byte> secret) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {Convert.ToHexStringLower(secret)}\n");

    private CallTokenKey Parse(string line)
    {
        var parts = line.Split(' ');
        return parts is [var number, { Length: 64 } secret]
            ? new CallTokenKey(byte.Parse(number, CultureInfo.InvariantCulture), Convert.FromHexString(secret))
            : throw new InvalidDataException($"{CallTokenKeys} holds a line that is no key.");
    }

    // Beside the old file and then over it: whoever reads meets one or the other, never half.
    private static void Write(string file, string text)
    {
        var beside = file + ".new";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Options = FileOptions.WriteThrough,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var stream = new FileStream(beside, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(text));
        }

        File.Move(beside, file, overwrite: true);
    }
}
