using System.Net;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Client;

/// <summary>
/// The server refused a request, or could not be reached; <see cref="Code"/> says which, <see cref="SendAgain"/> what
/// to do about it.
/// </summary>
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

    /// <summary>
    /// Stable: one of <see cref="ErrorCodes"/>, <see cref="Unreachable"/>, or <c>http_</c> and the status where
    /// somebody else answered, a proxy in front.
    /// </summary>
    public string Code => Problem.Code;

    /// <summary>
    /// The same request can go through later, after <see cref="RetryAfter"/>; what was recorded already is answered as
    /// the duplicate it is. False: it will be refused again, whatever is waited for.
    /// </summary>
    public bool SendAgain => Problems.TryAgain(this);

    /// <summary>How long the server asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter => Problems.Wait(Problem);

    private static string Describe(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var field = problem.Field is null ? "" : $" [{problem.Field}]";
        var cause = problem.Cause is null ? "" : $" ({problem.Cause})";
        var given = problem.Given is null ? "" : $" It was given {problem.Given}.";
        var allowed = problem.Allowed is null ? "" : $" Allowed: {problem.Allowed}.";
        var next = problem.Next is null ? "" : $" {problem.Next}";
        return $"{problem.Code}{field}{cause}: {problem.Message}{given}{allowed}{next}";
    }
}
