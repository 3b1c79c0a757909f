namespace OrleansRisk.Core.Models;

/// <summary>Room for the paths of one walk after another, made once for all the trees of a model.</summary>
internal struct PathBuffer
{
    private PathStep[]? _steps;
    private double[]? _weights;

    public readonly Span<PathStep> Steps => _steps;

    public readonly Span<double> Weights => _weights;

    /// <summary>A path of each length up to that of a leaf at this depth.</summary>
    public void Reach(int depth)
    {
        if (_weights is null || _weights.Length < depth + 1)
        {
            _weights = new double[depth + 1];
            _steps = new PathStep[(depth + 1) * (depth + 2) / 2];
        }
    }
}

/// <summary>A split on the way to a leaf.</summary>
/// <param name="Zero">Share of paths that go on where the feature is not known.</param>
/// <param name="One">1 where the value goes this way.</param>
internal record struct PathStep(int Feature, double Zero, double One, double Weight);
