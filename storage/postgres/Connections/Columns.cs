using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Npgsql;
using NpgsqlTypes;
using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Postgres.Connections;

/// <summary>How our types stand in columns and parameters.</summary>
internal static class Columns
{
    /// <summary>The array behind the memory where it is one, else a copy.</summary>
    public static byte[] Array(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment)
            && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : bytes.ToArray();

    public static byte[] Bytes(UInt128 value)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return bytes;
    }

    public static UInt128 UInt128(this NpgsqlDataReader reader, int column) =>
        BinaryPrimitives.ReadUInt128BigEndian(reader.GetFieldValue<byte[]>(column));

    public static AccountKey Account(this NpgsqlDataReader reader, int column) => new(reader.UInt128(column));

    public static ReadOnlyMemory<byte> Bytes(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? ReadOnlyMemory<byte>.Empty : reader.GetFieldValue<byte[]>(column);

    /// <summary>Adds a positional parameter.</summary>
    public static void Put<T>(this NpgsqlParameterCollection parameters, T value)
        where T : notnull => parameters.Add(new NpgsqlParameter<T> { TypedValue = value });

    /// <summary>Adds a positional parameter that may be null.</summary>
    public static void Put(this NpgsqlParameterCollection parameters, long? value) =>
        parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = value ?? (object)DBNull.Value });

    /// <inheritdoc cref="Put(NpgsqlParameterCollection, long?)"/>
    public static void Put(this NpgsqlParameterCollection parameters, int? value) =>
        parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer, Value = value ?? (object)DBNull.Value });

    /// <summary>The scopes that a statement is confined to; null for all.</summary>
    public static void PutScopes(this NpgsqlParameterCollection parameters, IReadOnlyList<string>? scopes) =>
        parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
            Value = scopes?.ToArray() ?? (object)DBNull.Value,
        });

    /// <summary>One array parameter out of a property of each item.</summary>
    public static void AddArray<TItem, T>(
        this NpgsqlParameterCollection parameters, IReadOnlyList<TItem> items, Func<TItem, T> column)
    {
        var values = new T[items.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = column(items[i]);
        }

        parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values });
    }
}
