using System.Security.Cryptography;
using System.Text;

namespace OrleansRisk.Tenants.Stores;

/// <summary>
/// The two random parts of an API key <c>ork_&lt;region&gt;_&lt;id&gt;_&lt;secret&gt;</c>: a public id of 80 bits and a
/// secret of 256. Of the secret only the SHA-256 is kept: with so much chance in it, nothing slower is needed.
/// </summary>
public sealed record ApiKeySecret(string Region, string Id, string Secret)
{
    private const int IdBytes = 10;
    private const int SecretBytes = 32;

    public static ApiKeySecret New(string region) => new(
        region, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)),
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)));

    /// <summary>What is stored: SHA-256 over the secret as it is written.</summary>
    public byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes(Secret));

    /// <summary>The whole key, as it is shown once.</summary>
    public string Text() => $"ork_{Region}_{Id}_{Secret}";

    /// <summary>Never shows the secret.</summary>
    public override string ToString() => $"ork_{Region}_{Id}_…";
}
