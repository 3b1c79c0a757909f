using System.Net;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Client.Sending;

/// <summary>A line's answer beside the line.</summary>
internal readonly record struct Received(Pending Pending, AnswerLine Answer);

/// <summary>
/// One HTTP/2 request: lines go up while answers come down, in order. However it ends, <see cref="Close"/> says exactly
/// which lines are still owed an answer.
/// </summary>
internal sealed class SendStream : IAsyncDisposable
{
    private readonly UploadContent _upload;
    private readonly CancellationTokenSource _over;
    private readonly Task<HttpResponseMessage> _response;
    private AnswerLines? _lines;
    private long _line;

    public SendStream(HttpClient http, HttpRequestMessage request, UploadContent upload, CancellationToken cancel)
    {
        _upload = upload;
        _over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        request.Content = upload;
        _response = http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _over.Token);
    }

    /// <summary>The connection broke, or what came down it was not of the contract.</summary>
    public Exception? Cut { get; private set; }

    /// <summary>The request as a whole was refused.</summary>
    public RiskException? Refusal { get; private set; }

    /// <summary>The end line, where it came.</summary>
    public EndLine? End { get; private set; }

    /// <summary>Takes no more input; what is under way is still answered.</summary>
    public void Stop() => _upload.Stop();

    /// <summary>The next answer; null once the stream is over, for whatever reason.</summary>
    public async ValueTask<Received?> Next(CancellationToken cancel)
    {
        try
        {
            return await Read(cancel);
        }
        catch (Exception failure) when (IsCut(failure) && !cancel.IsCancellationRequested)
        {
            Cut = failure;
            return null;
        }
    }

    /// <summary>Ends what still runs; returns the lines that are owed an answer, in the order of the input.</summary>
    public async Task<List<Pending>> Close()
    {
        var unanswered = await CloseUpload();
        if (_lines is not null)
        {
            await _lines.DisposeAsync();
        }

        try
        {
            (await _response).Dispose();
        }
        catch (Exception failure) when (IsCut(failure))
        {
            // Told already: by Cut, or by the caller's own cancellation.
        }

        _over.Dispose();
        return unanswered;
    }

    public async ValueTask DisposeAsync() => await Close();

    private static bool IsCut(Exception failure) =>
        failure is HttpRequestException or IOException or OperationCanceledException;

    private async Task<List<Pending>> CloseUpload()
    {
        if (End is null)
        {
            await _over.CancelAsync();
        }

        return await _upload.Close();
    }

    private async ValueTask<Received?> Read(CancellationToken cancel)
    {
        if (_lines is null)
        {
            var response = await _response;
            if (response.StatusCode != HttpStatusCode.OK)
            {
                Refusal = await Problems.Read(response, cancel);
                return null;
            }

            _lines = new AnswerLines(await response.Content.ReadAsStreamAsync(cancel));
        }

        switch (await _lines.Next(cancel))
        {
            case null:
                throw new IOException("The stream was cut before its end line.");
            case AnswerLine.Ended ended:
                End = ended.Line;
                return null;
            case { } answer:
                return Match(answer);
        }
    }

    /// <summary>
    /// Answers come in order, one a line: anything else would acknowledge a line that nobody answered.
    /// </summary>
    private Received Match(AnswerLine answer)
    {
        var line = answer switch
        {
            AnswerLine.Decided decided => decided.Decision.Line,
            AnswerLine.Degraded degraded => degraded.Fallback.Line,
            _ => ((AnswerLine.Failed)answer).Line.Line,
        };
        if (line != _line + 1 || !_upload.TryAnswer(out var pending))
        {
            throw new IOException($"The answer to line {_line + 1} was due, and one to line {line} came.");
        }

        _line++;
        return new Received(pending, answer);
    }
}
