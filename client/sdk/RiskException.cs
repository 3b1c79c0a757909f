using System.Net;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Client;

/// <summary>The server refused a request, or could not be reached; <see cref="Problem"/> says which and why.</summary>
/// <param name="problem">What the server said, or <c>unreachable</c> where it said nothing.</param>
/// <param name="status">The HTTP status; null where there was no answer.</param>
/// <param name="inner">What broke underneath, if anything.</param>
public sealed class RiskException(Problem problem, HttpStatusCode? status = null, Exception? inner = null)
    : Exception(Describe(problem), inner)
{
    /// <summary>The code the client itself gives where no server answered.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>What is wrong: a stable code, the field meant, and whether asking again can help.</summary>
    public Problem Problem { get; } = problem;

    /// <summary>The HTTP status; null where there was no answer.</summary>
    public HttpStatusCode? Status { get; } = status;

    private static string Describe(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var field = problem.Field is null ? "" : $" [{problem.Field}]";
        var cause = problem.Cause is null ? "" : $" ({problem.Cause})";
        return $"{problem.Code}{field}{cause}: {problem.Message}";
    }
}
