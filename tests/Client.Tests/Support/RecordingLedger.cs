using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Client.Tests.Support;

/// <summary>What a script does to one line.</summary>
internal enum Fate
{
    /// <summary>Recorded and answered.</summary>
    Answer,

    /// <summary>Recorded, and the connection breaks before the answer leaves.</summary>
    CutAfterRecording,

    /// <summary>The connection breaks before anything is recorded.</summary>
    CutBeforeRecording,

    /// <summary>Recorded, and the connection breaks in the middle of the answer's line.</summary>
    CutInsideTheAnswer,

    /// <summary>Answered <c>not_recorded</c>, like every later line of the account in the same stream.</summary>
    NotRecorded,

    /// <summary>
    /// Recorded, but the answer is <c>outcome_unknown</c>; later lines of the account are not recorded.
    /// </summary>
    Unknown,

    /// <summary>Recorded, and answered under the number of the line after it.</summary>
    Misnumber,

    /// <summary>Refused for good.</summary>
    Refuse,

    /// <summary>Refused for good: older than the tenant's retention.</summary>
    RefuseAsTooOld,

    /// <summary>Recorded, but too late: the answer is the tenant's fallback.</summary>
    Degrade,

    /// <summary>The host stops: an end line in good order, before this line is read.</summary>
    ShutDown,
}

/// <summary>
/// Remembers every identity and answers as the contract says; a script may interfere with any line. What a script does
/// to the connection is final for that stream.
/// </summary>
internal sealed class RecordingLedger
{
    private readonly ConcurrentDictionary<string, int> _recorded = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _received = new(StringComparer.Ordinal);
    private int _streams;
    private int _order;

    /// <summary>Decides what happens to a line; the default answers each.</summary>
    public Func<TransactionBody, Fate> Script { get; set; } = _ => Fate.Answer;

    /// <summary>Called for each line before anything happens to it.</summary>
    public Action<TransactionBody> Received { get; set; } = _ => { };

    /// <summary>Waited for before each answer.</summary>
    public Func<Task> BeforeAnswer { get; set; } = () => Task.CompletedTask;

    /// <summary>Fields that end lines count as unknown.</summary>
    public SortedDictionary<string, long> Unknown { get; } = new(StringComparer.Ordinal);

    public int Streams => _streams;

    /// <summary>Identities in the order they were recorded, each once.</summary>
    public IReadOnlyList<string> Recorded => [.. _recorded.OrderBy(r => r.Value).Select(r => r.Key)];

    /// <summary>How often a line of this identity arrived.</summary>
    public int TimesReceived(string identity) => _received.GetValueOrDefault(identity);

    public static string Identity(TransactionBody line) => $"{line.Account}/{line.Id}";

    public async Task Stream(HttpContext http)
    {
        Interlocked.Increment(ref _streams);
        http.Response.ContentType = MediaTypes.Ndjson;
        await http.Response.StartAsync();
        using var reader = new StreamReader(http.Request.Body);
        var blocked = new HashSet<string>(StringComparer.Ordinal);
        var end = new Counts(Unknown);
        while (await reader.ReadLineAsync() is { } text)
        {
            var line = JsonSerializer.Deserialize(text, ContractJson.Default.TransactionBody)!;
            Received(line);
            _received.AddOrUpdate(Identity(line), 1, (_, n) => n + 1);
            var fate = blocked.Contains(line.Account) ? Fate.NotRecorded : Script(line);
            if (fate == Fate.ShutDown)
            {
                await Write(http, end.Line(ErrorCodes.ShuttingDown.Code));
                return;
            }

            end.Last++;
            if (!await Meet(http, line, fate, blocked, end))
            {
                http.Abort();
                return;
            }
        }

        await Write(http, end.Line(cause: null));
    }

    /// <summary>False where the connection is to break.</summary>
    private async Task<bool> Meet(HttpContext http, TransactionBody line, Fate fate, HashSet<string> blocked,
        Counts end)
    {
        switch (fate)
        {
            case Fate.CutBeforeRecording:
                return false;
            case Fate.CutAfterRecording:
                Record(line);
                return false;
            case Fate.Refuse or Fate.RefuseAsTooOld:
                await Fail(http, line, fate == Fate.Refuse ? ErrorCodes.IdReused : ErrorCodes.TooOld, end);
                return true;
            case Fate.Degrade:
                Record(line);
                await Write(http, JsonSerializer.Serialize(
                    Some.Fallback(end.Last, line.Id, line.Account), ContractJson.Default.FallbackBody) + "\n");
                return true;
            case Fate.NotRecorded or Fate.Unknown:
                if (fate == Fate.Unknown)
                {
                    Record(line);
                }

                blocked.Add(line.Account);
                await Fail(http, line, fate == Fate.Unknown ? ErrorCodes.OutcomeUnknown : ErrorCodes.NotRecorded, end);
                return true;
        }

        var duplicate = !Record(line);
        var number = fate == Fate.Misnumber ? end.Last + 1 : end.Last;
        var answer = Some.Decision(number, line.Id, line.Account, duplicate: duplicate);
        var json = JsonSerializer.Serialize(answer, ContractJson.Default.DecisionBody);
        await BeforeAnswer();
        await Write(http, fate == Fate.CutInsideTheAnswer ? json[..(json.Length / 2)] : json + "\n");
        end.Scored += duplicate ? 0 : 1;
        return fate != Fate.CutInsideTheAnswer;
    }

    private static Task Fail(HttpContext http, TransactionBody line, ErrorCode code, Counts end)
    {
        var error = new ErrorLine { Line = end.Last, Transaction = line.Id, Error = Some.Problem(code) };
        return Write(http, JsonSerializer.Serialize(error, ContractJson.Default.ErrorLine) + "\n");
    }

    private static async Task Write(HttpContext http, string text)
    {
        await http.Response.WriteAsync(text);
        await http.Response.Body.FlushAsync();
    }

    private bool Record(TransactionBody line) => _recorded.TryAdd(Identity(line), Interlocked.Increment(ref _order));

    private sealed class Counts(IReadOnlyDictionary<string, long> unknown)
    {
        public long Last { get; set; }

        public long Scored { get; set; }

        public string Line(string? cause) => JsonSerializer.Serialize(
            new EndLine
            {
                Received = Last,
                Scored = Scored,
                Duplicates = Last - Scored,
                Refused = 0,
                NotRecorded = 0,
                UnknownFields = unknown,
                LastLine = Last,
                Cause = cause,
            },
            ContractJson.Default.EndLine) + "\n";
    }
}
