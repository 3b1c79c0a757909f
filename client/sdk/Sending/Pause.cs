using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Client.Sending;

/// <summary>What lies between two streams: whether to go on at all, and how long to wait.</summary>
internal sealed class Pause(SendOptions options, TimeProvider time)
{
    private readonly BackOff _backOff = new(options.BackOffFirst, options.BackOffMax);
    private long _lastAnswer = time.GetTimestamp();

    /// <summary>A line got its answer.</summary>
    public void Progress()
    {
        _lastAnswer = time.GetTimestamp();
        _backOff.Reset();
    }

    /// <param name="unanswered">Lines that will be sent again.</param>
    /// <param name="problem">What a line was told, if one was.</param>
    /// <param name="ended">The stream that is over.</param>
    public async Task Before(int unanswered, Problem? problem, SendStream ended, CancellationToken cancel)
    {
        if (ended.Refusal is { } refusal && !Problems.TryAgain(refusal))
        {
            throw refusal;
        }

        var failure = ended.Refusal ?? (ended.Cut is null ? null : Problems.Unreachable(ended.Cut));
        if (options.GiveUpAfter is { } most && time.GetElapsedTime(_lastAnswer) >= most)
        {
            throw failure ?? new RiskException(problem ?? Ended(ended));
        }

        var why = failure?.Problem ?? problem ?? Ended(ended);
        var wait = _backOff.Next(Problems.Wait(why));
        options.Interrupted?.Invoke(new Interruption(unanswered, wait, why.Code, why.Message));
        await Task.Delay(wait, time, cancel);
    }

    /// <summary>The server ended the stream in good order while there was more to send.</summary>
    private static Problem Ended(SendStream ended)
    {
        var code = ErrorCodes.Find(ended.End?.Cause ?? "") ?? ErrorCodes.BodyCut;
        return new Problem { Type = code.Type, Code = code.Code, Message = code.Sentence, RequestId = "" };
    }
}
