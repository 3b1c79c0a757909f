using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using OrleansRisk.Client.Sending;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Consents;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Transactions;
using static OrleansRisk.Client.Transport;

namespace OrleansRisk.Client;

/// <summary>Sends transactions.</summary>
public sealed class TransactionsClient
{
    private readonly Transport _calls;

    internal TransactionsClient(Transport calls) => _calls = calls;

    /// <summary>
    /// Assesses one transaction. Sending the same again returns the first decision with <c>duplicate</c>, so it is sent
    /// again by itself, up to five times, where it was not acknowledged.
    /// </summary>
    /// <param name="transaction">Its identity is account, id and status.</param>
    /// <param name="cancel">Stops waiting; the transaction may have been recorded by then.</param>
    public Task<DecisionBody> AssessAsync(TransactionBody transaction, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Body(HttpMethod.Post, Routes.Transactions, transaction, ContractJson.Default.TransactionBody),
            Decision,
            cancel);

    /// <summary>
    /// Scores one transaction and records it, and answers within the deadline: with the decision, or with what the
    /// tenant has stated for want of one. Sent once: after a fallback call <see cref="AssessAsync"/>, which gets the
    /// recorded decision, late or not.
    /// </summary>
    /// <param name="transaction">Its identity is account, id and status.</param>
    /// <param name="deadline">Counted by the server; whole milliseconds, 50 ms to 5 s.</param>
    /// <param name="cancel">Stops waiting; the transaction may have been recorded by then.</param>
    /// <returns><see cref="TransactionAnswer.Decided"/> or <see cref="TransactionAnswer.Degraded"/>.</returns>
    /// <exception cref="RiskException">Refused; <c>deadline_passed</c> where the tenant's fallback is that.</exception>
    public Task<TransactionAnswer> AssessWithinAsync(
        TransactionBody transaction, TimeSpan deadline, CancellationToken cancel = default)
    {
        Limits.CheckDeadline(deadline);
        var path = Path(SendMode.Live, deadline);
        return _calls.Ask<TransactionAnswer>(
            Body(HttpMethod.Post, path, transaction, ContractJson.Default.TransactionBody),
            static utf8 => AnswerLine.Parse(utf8) switch
            {
                AnswerLine.Decided decided => new TransactionAnswer.Decided(1, 1, decided.Decision),
                AnswerLine.Degraded degraded => new TransactionAnswer.Degraded(1, 1, degraded.Fallback),
                _ => throw new JsonException("The answer is neither decision nor fallback."),
            },
            cancel);
    }

    /// <summary>Scores a transaction as if it happened; nothing is recorded.</summary>
    /// <param name="transaction">As in <see cref="AssessAsync"/>.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<DecisionBody> WhatIfAsync(TransactionBody transaction, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Body(HttpMethod.Post, Path(SendMode.WhatIf), transaction, ContractJson.Default.TransactionBody),
            ContractJson.Default.DecisionBody,
            cancel);

    /// <summary>
    /// Sends transactions as they come and gives back one answer for each: lines go up while answers come down, at most
    /// <see cref="SendOptions.InFlightMax"/> of them unanswered. A stream that is cut, and lines that were not
    /// recorded, are sent again, exactly those, until each is answered: what had been recorded comes back as the
    /// duplicate it is.
    /// </summary>
    /// <param name="transactions">
    /// Taken as fast as answers allow; lines of one account are assessed in this order, also when they are sent again.
    /// What it throws is thrown here once everything before it is answered.
    /// </param>
    /// <param name="options">The defaults where null.</param>
    /// <param name="cancel">Stops at once. Lines without an answer may or may not have been recorded.</param>
    /// <returns>
    /// Answers in the order of the input, but for lines that had to be sent again: these come later, in order among
    /// themselves. Whoever reads slowly slows the upload down; a server hears no more from a reader that stalls for
    /// 30 s.
    /// </returns>
    /// <exception cref="RiskException">
    /// The request as a whole is refused (a wrong key, say), or no line was answered for
    /// <see cref="SendOptions.GiveUpAfter"/>.
    /// </exception>
    public async IAsyncEnumerable<TransactionAnswer> SendAsync(
        IAsyncEnumerable<TransactionLine> transactions,
        SendOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        options ??= new SendOptions();
        options.Check();
        await using var pump = new InputPump(transactions, options.InFlightMax, _calls.Time, cancel);
        var pause = new Pause(options, _calls.Time);
        List<Pending> again = [];
        var followed = false;
        while (true)
        {
            var request = _calls.Directed(Request(HttpMethod.Post, Path(options)));
            var stream = new SendStream(_calls.Http, request, new UploadContent(again, pump.Ready), cancel);
            List<Pending> notRecorded = [];
            Problem? problem = null;
            List<Pending> unanswered;
            try
            {
                while (await stream.Next(cancel) is { } received)
                {
                    if (Retry(received) is { } why)
                    {
                        // Later lines of the same account would only be refused behind it: send no more, and begin
                        // anew.
                        stream.Stop();
                        notRecorded.Add(received.Pending);
                        problem = why;
                        if (FirstFallback(received) is { } fallback)
                        {
                            yield return fallback;
                        }

                        continue;
                    }

                    pump.Answered();
                    pause.Progress();
                    yield return Answer(received);
                }
            }
            finally
            {
                unanswered = await Closed(stream, pump, options);
            }

            again = [.. notRecorded, .. unanswered];
            if (again.Count == 0 && pump.Done)
            {
                pump.ThrowIfFailed();
                yield break;
            }

            if (stream.Refusal is { } refusal && !followed && _calls.Follows(refusal))
            {
                followed = true;
                continue;
            }

            followed = false;
            if (stream.Cut is not null)
            {
                _calls.ForgetHome();
            }

            await pause.Before(again.Count, problem, stream, cancel);
        }
    }

    private static async Task<List<Pending>> Closed(SendStream stream, InputPump pump, SendOptions options)
    {
        var unanswered = await stream.Close();
        if (stream.End is { } end)
        {
            options.Ended?.Invoke(new StreamReport(end, pump.Window));
        }

        return unanswered;
    }

    private static string Path(SendOptions options) => Path(options.Mode, options.Deadline, options.Consent);

    private static string Path(SendMode mode, TimeSpan? deadline = null, string? consent = null)
    {
        var path = mode switch
        {
            SendMode.Live => $"{Routes.Transactions}?{Modes.Parameter}={Modes.Live}",
            SendMode.History => $"{Routes.Transactions}?{Modes.Parameter}={Modes.History}",
            SendMode.WhatIf => $"{Routes.Transactions}?{Modes.Parameter}={Modes.WhatIf}",
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "No such mode."),
        };
        path = deadline is { } time
            ? string.Create(CultureInfo.InvariantCulture, $"{path}&deadline_ms={(long)time.TotalMilliseconds}") : path;
        return consent is not null ? $"{path}&{ConsentNames.Parameter}={Uri.EscapeDataString(consent)}"
            : mode == SendMode.Live && deadline is null ? Routes.Transactions : path;
    }

    /// <summary>A fallback where only a decision will do: to be asked for again.</summary>
    private static DecisionBody Decision(byte[] utf8) => AnswerLine.Parse(utf8) switch
    {
        AnswerLine.Decided decided => decided.Decision,
        AnswerLine.Degraded degraded => throw new RiskException(Problems.Late(degraded.Fallback)),
        _ => throw new JsonException("The answer is no decision."),
    };

    private static Problem? Retry(Received received) => received.Answer switch
    {
        AnswerLine.Failed { Line.Error: var error } when Problems.SendAgain(error) => error,
        AnswerLine.Degraded { Fallback: var fallback } => Problems.Late(fallback),
        _ => null,
    };

    /// <summary>A fallback is told once, however often its line is late.</summary>
    private static TransactionAnswer.Degraded? FirstFallback(Received received) =>
        received is { Pending: { Attempts: 1, Number: var number }, Answer: AnswerLine.Degraded degraded }
            ? new TransactionAnswer.Degraded(number, 1, degraded.Fallback with { Line = number })
            : null;

    private static TransactionAnswer Answer(Received received)
    {
        var (number, attempts) = (received.Pending.Number, received.Pending.Attempts);
        return received.Answer switch
        {
            AnswerLine.Decided decided =>
                new TransactionAnswer.Decided(number, attempts, decided.Decision with { Line = number }),
            AnswerLine.Failed { Line: var line } =>
                new TransactionAnswer.Refused(number, attempts, line.Transaction, line.Error with { Line = number }),
            _ => throw new InvalidOperationException("An end line answers no line."),
        };
    }
}
