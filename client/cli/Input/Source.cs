using System.Collections.Concurrent;
using OrleansRisk.Client;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Cli.Input;

/// <summary>The lines of an input, and where each stands in its file; some cannot even be sent.</summary>
internal abstract class Source
{
    private readonly ConcurrentDictionary<long, long> _places = new();
    private long _number;

    /// <summary>Told of a line that cannot be sent; its <c>line</c> is the place in the file.</summary>
    public Action<Problem> Unreadable { get; set; } = _ => { };

    public abstract IAsyncEnumerable<TransactionLine> Lines(CancellationToken cancel = default);

    /// <summary>Place in the file of a line that was sent, by its number among the sent; asked once.</summary>
    public long Place(long number) => _places.TryRemove(number, out var place) ? place : number;

    /// <summary>Called for each line just before it is handed on.</summary>
    protected void Sending(long place) => _places[++_number] = place;

    protected void Refuse(ErrorCode code, long place, string? field, string message) => Unreadable(new Problem
    {
        Type = code.Type,
        Code = code.Code,
        Field = field,
        Line = place,
        Message = message,
        RequestId = "",
    });
}
