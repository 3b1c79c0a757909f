using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace OrleansRisk.Training.LightGbm;

/// <summary>How trees are grown; small ones, for rows in the thousands.</summary>
/// <param name="LeafMin">Rows of a leaf at least.</param>
/// <param name="More">Parameters of LightGBM's own, as it writes them.</param>
public sealed record BoosterSettings(
    double Rate = 0.05, int Depth = 3, int LeafMin = 40, double Ridge = 10, double FeatureShare = 0.7, int Seed = 7,
    string More = "")
{
    /// <summary>
    /// On one thread and by rows: the same rows give the same trees. Features are not bundled: LightGBM 4.7 writes past
    /// its own memory where it bundles those of a sample.
    /// </summary>
    internal string Parameters(IReadOnlyList<int> signs) => string.Create(CultureInfo.InvariantCulture,
        $"objective=binary verbosity=-1 num_threads=1 deterministic=true force_row_wise=true seed={Seed} "
        + $"learning_rate={Rate:R} max_depth={Depth} num_leaves={1 << Depth} min_data_in_leaf={LeafMin} "
        + $"lambda_l2={Ridge:R} feature_fraction={FeatureShare:R} min_data_in_bin=5 feature_pre_filter=false "
        + $"enable_bundle=false "
        + $"monotone_constraints={string.Join(',', signs)} monotone_constraints_method=intermediate {More}");
}

/// <summary>
/// Gradient-boosted trees by LightGBM, in this process; a feature's sign is held in every tree. A missing value is not
/// a number, and a tree sends it where it fits best.
/// </summary>
public sealed class Booster : IDisposable
{
    private readonly int _columns;
    private nint _booster;
    private int _judged;

    private Booster(nint booster, int columns) => (_booster, _columns) = (booster, columns);

    /// <summary>A booster without trees over these rows, which have to outlive it.</summary>
    public static Booster Over(BinnedRows rows)
    {
        Must(LightGbmLibrary.BoosterOf(rows.Dataset, rows.Parameters, out var booster));
        return new Booster(booster, rows.Columns);
    }

    /// <summary>A booster from LightGBM's own text.</summary>
    public static Booster From(string model, int columns)
    {
        Must(LightGbmLibrary.BoosterFrom(model, out _, out var booster));
        return new Booster(booster, columns);
    }

    /// <summary>Grows trees, one after the other; fewer where no split helps any more.</summary>
    public void Grow(int trees)
    {
        for (var (tree, finished) = (0, 0); tree < trees && finished == 0; tree++)
        {
            Must(LightGbmLibrary.Update(_booster, out finished));
        }
    }

    /// <summary>Rows whose margins are kept while trees grow, in the same bins; once, before the first tree.</summary>
    public void Judge(BinnedRows rows, int count)
    {
        Must(LightGbmLibrary.Judge(_booster, rows.Dataset));
        _judged = count;
    }

    /// <summary>The margins of the rows that it is judged on, by the trees so far.</summary>
    public double[] Judged()
    {
        var probabilities = new double[_judged];
        Must(LightGbmLibrary.Predicted(_booster, 1, out _, probabilities));
        return [.. probabilities.Select(static p => Math.Log(p / (1 - p)))];
    }

    /// <summary>The sums of the leaves, as LightGBM itself has them.</summary>
    public double[] Margins(double[][] rows)
    {
        var margins = new double[rows.Length];
        Must(LightGbmLibrary.Predict(
            _booster, [.. rows.SelectMany(static row => row)], LightGbmLibrary.Doubles, rows.Length, _columns, 1,
            LightGbmLibrary.RawScore, 0, -1, "num_threads=1", out _, margins));
        return margins;
    }

    /// <summary>LightGBM's own text of the model.</summary>
    public string Text()
    {
        Must(LightGbmLibrary.Save(_booster, 0, -1, 0, 0, out var needed, []));
        var text = new byte[needed];
        Must(LightGbmLibrary.Save(_booster, 0, -1, 0, needed, out _, text));
        return Encoding.UTF8.GetString(text).TrimEnd('\0');
    }

    public void Dispose()
    {
        if (_booster != 0)
        {
            _ = LightGbmLibrary.FreeBooster(_booster);
            _booster = 0;
        }

        GC.SuppressFinalize(this);
    }

    internal static void Must(int result)
    {
        if (result != 0)
        {
            throw new InvalidOperationException(
                "LightGBM: " + Marshal.PtrToStringUTF8(LightGbmLibrary.LastError()));
        }
    }
}
