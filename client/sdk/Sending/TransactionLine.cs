using System.Text.Json;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Client;

/// <summary>One line of an upload: a transaction as UTF-8 JSON without its line feed.</summary>
public readonly struct TransactionLine
{
    private TransactionLine(ReadOnlyMemory<byte> utf8) => Utf8 = utf8;

    /// <summary>The JSON as it is sent.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Writes a transaction as the contract has it.</summary>
    /// <param name="transaction">Checked by the server, not here.</param>
    public static TransactionLine Of(TransactionBody transaction) =>
        new(JsonSerializer.SerializeToUtf8Bytes(transaction, ContractJson.Default.TransactionBody));

    /// <summary>
    /// Takes a line as it is; whether it is a transaction is for the server to say, which refuses it by its number
    /// where it is none.
    /// </summary>
    /// <param name="utf8">1 byte to 1 MiB, neither blank nor holding a line feed; kept, not copied.</param>
    /// <exception cref="ArgumentException">It is empty or blank, holds a line feed, or is too long.</exception>
    public static TransactionLine FromJson(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > Limits.LineBytesMax)
        {
            throw new ArgumentException($"A line has at most {Limits.LineBytesMax} bytes.", nameof(utf8));
        }

        if (utf8.Span.Contains((byte)'\n') || utf8.Span.Trim(" \t\r"u8).IsEmpty)
        {
            throw new ArgumentException("A line is not blank and holds no line feed.", nameof(utf8));
        }

        return new TransactionLine(utf8);
    }
}
