using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace OrleansRisk.Postgres.Migrations;

/// <summary>One numbered file of SQL, embedded in this assembly; once applied somewhere it never changes.</summary>
/// <param name="Serves">
/// The oldest schema a program may have been built for and still find all it needs once this one is applied, as its
/// first line says: <c>-- serves: 6</c>. Without that line it is the version itself, and older programs are refused.
/// </param>
internal sealed record Migration(int Version, string Name, string Sql, byte[] Checksum, int Serves)
{
    private const string ServesMark = "-- serves: ";

    private static readonly Assembly Here = typeof(Migration).Assembly;

    /// <summary>All of them, by version, from 1 without gaps.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load();

    /// <summary>The server's roles, applied before each run.</summary>
    public static string Roles { get; } = Read("roles.sql");

    private static List<Migration> Load()
    {
        var all = Here.GetManifestResourceNames()
            .Where(name => char.IsAsciiDigit(name[0]))
            .Order(StringComparer.Ordinal)
            .Select(Parse)
            .ToList();
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Version != i + 1)
            {
                throw new InvalidOperationException($"Migration {all[i].Name} is out of order.");
            }
        }

        return all;
    }

    private static Migration Parse(string name)
    {
        var sql = Read(name);
        var version =
            int.Parse(name.AsSpan(0, name.IndexOf('_', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
        return new Migration(version, name, sql, SHA256.HashData(Encoding.UTF8.GetBytes(sql)), ServesOf(sql, version));
    }

    private static int ServesOf(string sql, int version) => sql.StartsWith(ServesMark, StringComparison.Ordinal)
        ? int.Parse(sql.AsSpan(ServesMark.Length, sql.IndexOf('\n', StringComparison.Ordinal) - ServesMark.Length),
            CultureInfo.InvariantCulture)
        : version;

    private static string Read(string name)
    {
        using var reader = new StreamReader(Here.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n"); // the checksum must not depend on how it was checked out
    }
}
