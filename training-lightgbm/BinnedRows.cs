using System.Runtime.InteropServices;

namespace OrleansRisk.Training.LightGbm;

/// <summary>What trees are to be grown on, read a row at a time.</summary>
/// <param name="Read">Writes the values of a row; a missing one is not a number.</param>
/// <param name="Counts">How often each row counts.</param>
/// <param name="Names">Without spaces; as model files name them.</param>
/// <param name="Signs">1: the margin may only rise with the feature; -1: only fall; 0: either.</param>
public sealed record LabelledRows(
    int Count, Action<int, Span<double>> Read, IReadOnlyList<bool> Bad, IReadOnlyList<double> Counts,
    IReadOnlyList<string> Names, IReadOnlyList<int> Signs)
{
    public static LabelledRows Of(
        double[][] rows, IReadOnlyList<bool> bad, IReadOnlyList<double> counts, IReadOnlyList<string> names,
        IReadOnlyList<int> signs) =>
        new(rows.Length, (row, values) => rows[row].CopyTo(values), bad, counts, names, signs);
}

/// <summary>
/// Rows as LightGBM holds them: the number of the bin of each value, which is a byte. They are handed over a block at a
/// time, so that they are nowhere whole a second time.
/// </summary>
public sealed class BinnedRows : IDisposable
{
    private const int SampleMax = 100_000;
    private const int Block = 1_024;

    /// <summary>What LightGBM takes for nought; a sample states the other values alone.</summary>
    private const double Zero = 1e-35f;

    private nint _dataset;

    private BinnedRows(nint dataset, string parameters, int columns) =>
        (_dataset, Parameters, Columns) = (dataset, parameters, columns);

    internal nint Dataset => _dataset;

    internal string Parameters { get; }

    internal int Columns { get; }

    public static BinnedRows Of(LabelledRows rows, BoosterSettings settings)
    {
        var parameters = settings.Parameters(rows.Signs);
        var binned = new BinnedRows(Empty(rows, parameters), parameters, rows.Names.Count);
        try
        {
            binned.Push(rows);
            binned.Set("label", [.. rows.Bad.Select(static each => each ? 1f : 0f)]);
            binned.Set("weight", [.. rows.Counts.Select(static each => (float)each)]);
            Booster.Must(LightGbmLibrary.SetFeatureNames(binned._dataset, [.. rows.Names], rows.Names.Count));
            return binned;
        }
        catch
        {
            binned.Dispose();
            throw;
        }
    }

    /// <summary>Some of them, in the same bins.</summary>
    /// <param name="rows">Ascending.</param>
    public BinnedRows Take(int[] rows)
    {
        Booster.Must(LightGbmLibrary.Subset(_dataset, rows, rows.Length, Parameters, out var part));
        return new BinnedRows(part, Parameters, Columns);
    }

    public void Dispose()
    {
        if (_dataset != 0)
        {
            _ = LightGbmLibrary.FreeDataset(_dataset);
            _dataset = 0;
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Bins cut on a sample at even distances, all rows where they are few; no row is in them yet.</summary>
    private static unsafe nint Empty(LabelledRows rows, string parameters)
    {
        var (columns, sampled) = (rows.Names.Count, Math.Min(rows.Count, SampleMax));
        var (values, places, counts) = (new nint[columns], new nint[columns], new int[columns]);
        try
        {
            for (var column = 0; column < columns; column++)
            {
                values[column] = (nint)NativeMemory.Alloc((nuint)sampled, sizeof(double));
                places[column] = (nint)NativeMemory.Alloc((nuint)sampled, sizeof(int));
            }

            var row = new double[columns];
            for (var i = 0; i < sampled; i++)
            {
                rows.Read((int)((long)i * rows.Count / sampled), row);
                for (var column = 0; column < columns; column++)
                {
                    if (!(Math.Abs(row[column]) <= Zero))
                    {
                        ((double*)values[column])[counts[column]] = row[column];
                        ((int*)places[column])[counts[column]++] = i;
                    }
                }
            }

            Booster.Must(LightGbmLibrary.DatasetOfSample(
                values, places, columns, counts, sampled, rows.Count, rows.Count, parameters, out var dataset));
            return dataset;
        }
        finally
        {
            foreach (var allocated in values.Concat(places))
            {
                NativeMemory.Free((void*)allocated);
            }
        }
    }

    private void Push(LabelledRows rows)
    {
        var block = new double[Block * Columns];
        for (var first = 0; first < rows.Count; first += Block)
        {
            var count = Math.Min(Block, rows.Count - first);
            for (var i = 0; i < count; i++)
            {
                rows.Read(first + i, block.AsSpan(i * Columns, Columns));
            }

            Booster.Must(LightGbmLibrary.PushRows(
                _dataset, block, LightGbmLibrary.Doubles, count, Columns, first));
        }
    }

    private void Set(string field, float[] values) => Booster.Must(
        LightGbmLibrary.SetField(_dataset, field, values, values.Length, LightGbmLibrary.Singles));
}
