using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements;

/// <summary>
/// Reads a bank's file without a map. A file is recognised by its content, and becomes accounts with rows or a refusal
/// that names the place. Nothing is fetched, nothing outside the file is opened, and memory is bounded by
/// <see cref="Limits"/>.
/// </summary>
public static class StatementReader
{
    /// <summary>Reads a file from where the stream stands to its end. Throws only what the stream throws.</summary>
    public static StatementResult Read(Stream file, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var bytes = new MemoryStream();
        var chunk = new byte[81_920];
        int count;
        while ((count = file.Read(chunk, 0, chunk.Length)) > 0)
        {
            if (bytes.Length + count > Limits.FileBytesMax)
            {
                return new StatementResult.Refused(TooLarge());
            }

            bytes.Write(chunk, 0, count);
        }

        return Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), options);
    }

    /// <summary>Reads a file that is in memory. Throws nothing.</summary>
    public static StatementResult Read(ReadOnlyMemory<byte> file, ReadOptions? options = null)
    {
        if (file.Length > Limits.FileBytesMax)
        {
            return new StatementResult.Refused(TooLarge());
        }

        try
        {
            return new StatementResult.Read(FormatTable.Read(file, new StatementBuilder(options ?? new ReadOptions())));
        }
        catch (RefusedException refused)
        {
            return new StatementResult.Refused(refused.Refusal);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Whatever a file makes of the reader ends with this file. The code tells it from a file's own faults.
            return new StatementResult.Refused(RefusedException.File(
                RefusalCodes.ReaderFailed, Place.File, $"The reader failed: {fault.GetType().Name}.").Refusal);
        }
    }

    private static Refusal TooLarge() => RefusedException.File(RefusalCodes.TooLarge, Place.AtByte(Limits.FileBytesMax),
        $"The file is larger than {Limits.FileBytesMax / 1_048_576} MB.").Refusal;
}
