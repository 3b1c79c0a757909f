using System.Text.Json;
using System.Text.Unicode;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Http;

/// <summary>
/// Reads one flat JSON object strictly: each known field at most once, unknown ones counted, depth bounded. Keeps the
/// first fault and reads on, so that an error line can still name the transaction.
/// </summary>
internal ref struct StrictObject
{
    private readonly string[] _names;
    private readonly FieldTable _table;
    private readonly UnknownFields _unknown;
    private readonly bool _strict;
    private Utf8JsonReader _json;
    private uint _seen;
    private bool _over;

    public StrictObject(ReadOnlySpan<byte> utf8, string[] names, FieldTable table, UnknownFields unknown, bool strict)
    {
        (_names, _table, _unknown, _strict) = (names, table, unknown, strict);
        // Depth is judged below, with an error of its own; the reader's own bound only has to lie beyond ours.
        _json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Limits.DepthMax + 8 });
        if (!Utf8.IsValid(utf8))
        {
            Break(ErrorCodes.Utf8Invalid);
        }
    }

    /// <summary>The first thing that was wrong; null while nothing was.</summary>
    public LineFault? Fault { get; private set; }

    /// <summary>The value of the field that <see cref="Next"/> stands on.</summary>
    public readonly JsonTokenType Token => _json.TokenType;

    /// <summary>
    /// Moves to the value of the next known field; -1 at the end of the object, or where nothing more can be read.
    /// </summary>
    public int Next()
    {
        if (_over)
        {
            return -1;
        }

        try
        {
            return NextField();
        }
        catch (JsonException)
        {
            return Break(_json.CurrentDepth >= Limits.DepthMax ? ErrorCodes.TooDeep : ErrorCodes.JsonInvalid);
        }
        catch (InvalidOperationException)
        {
            return Break(ErrorCodes.Utf8Invalid); // half of a surrogate pair in a name
        }
    }

    public void Refuse(ErrorCode code, string? field = null) => Fault ??= new LineFault(code, field);

    /// <summary>Writes the text of the value, unescaped; its length, or -1 where it is none.</summary>
    public int Text(scoped Span<char> scratch, string field)
    {
        if (_json.TokenType != JsonTokenType.String)
        {
            Refuse(ErrorCodes.FieldType, field);
            Skip();
            return -1;
        }

        if (_json.ValueSpan.Length > scratch.Length)
        {
            Refuse(ErrorCodes.TextTooLong, field);
            return -1;
        }

        try
        {
            return _json.CopyString(scratch);
        }
        catch (InvalidOperationException)
        {
            Refuse(ErrorCodes.Utf8Invalid, field); // an escape names half of a surrogate pair
            return -1;
        }
    }

    /// <summary>An integer as it is written: no fraction, no exponent.</summary>
    public long Integer(string field, ErrorCode notInteger, ErrorCode outOfRange, long max)
    {
        if (_json.TokenType != JsonTokenType.Number)
        {
            Refuse(ErrorCodes.FieldType, field);
            Skip();
            return 0;
        }

        if (_json.ValueSpan.ContainsAny("eE."u8))
        {
            Refuse(notInteger, field);
            return 0;
        }

        if (!_json.TryGetInt64(out var value) || value < 0 || value > max)
        {
            Refuse(outOfRange, field);
            return 0;
        }

        return value;
    }

    /// <summary>An object of exactly two numbers; false after a fault.</summary>
    public bool Pair(
        string field, scoped ReadOnlySpan<byte> first, scoped ReadOnlySpan<byte> second, out double a, out double b)
    {
        (a, b) = (double.NaN, double.NaN);
        try
        {
            return ReadPair(field, first, second, ref a, ref b);
        }
        catch (JsonException)
        {
            Break(ErrorCodes.JsonInvalid);
        }
        catch (InvalidOperationException)
        {
            Break(ErrorCodes.Utf8Invalid);
        }

        return false;
    }

    private int NextField()
    {
        if (_json.TokenType == JsonTokenType.None && (!_json.Read() || _json.TokenType != JsonTokenType.StartObject))
        {
            return Break(ErrorCodes.NotAnObject);
        }

        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var field = _table.Find(_json);
            if (field < 0)
            {
                CountUnknown();
                _json.Read();
                PassOver();
                continue;
            }

            if ((_seen & (1u << field)) != 0)
            {
                Refuse(ErrorCodes.FieldDuplicated, _names[field]);
            }

            _seen |= 1u << field;
            _json.Read();
            if (_json.TokenType != JsonTokenType.Null)
            {
                return field;
            }
        }

        _over = true;
        if (_json.Read())
        {
            Refuse(ErrorCodes.JsonInvalid);
        }

        return -1;
    }

    private bool ReadPair(
        string field, scoped ReadOnlySpan<byte> first, scoped ReadOnlySpan<byte> second, ref double a, ref double b)
    {
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            Refuse(ErrorCodes.FieldType, field);
            Skip();
            return false;
        }

        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var (isFirst, isSecond) = (_json.ValueTextEquals(first), _json.ValueTextEquals(second));
            if (!isFirst && !isSecond)
            {
                CountUnknown();
                _json.Read();
                PassOver();
                continue;
            }

            _json.Read();
            ref var place = ref isFirst ? ref a : ref b;
            if (!double.IsNaN(place))
            {
                Refuse(ErrorCodes.FieldDuplicated, field);
            }

            if (_json.TokenType != JsonTokenType.Number || !_json.TryGetDouble(out place))
            {
                Refuse(ErrorCodes.FieldType, field);
                PassOver();
            }
        }

        if (Fault is null && (double.IsNaN(a) || double.IsNaN(b)))
        {
            Refuse(ErrorCodes.FieldMissing, field);
        }

        return Fault is null;
    }

    /// <summary>Passes over the value the reader stands on.</summary>
    public void Skip()
    {
        try
        {
            PassOver();
        }
        catch (JsonException)
        {
            Break(ErrorCodes.JsonInvalid);
        }
    }

    private void PassOver()
    {
        if (_json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        var depth = _json.CurrentDepth;
        while (_json.Read() && _json.CurrentDepth > depth)
        {
            if (_json.CurrentDepth >= Limits.DepthMax)
            {
                throw new JsonException(); // told from broken JSON by the depth it is thrown at
            }
        }
    }

    private int Break(ErrorCode code)
    {
        Refuse(code);
        _over = true;
        return -1;
    }

    private void CountUnknown()
    {
        Span<char> scratch = stackalloc char[Limits.UnknownFieldNameCharactersMax + 1];
        var name = _json.ValueSpan.Length > scratch.Length ? [] : scratch[.._json.CopyString(scratch)];
        _unknown.Count(name);
        if (_strict)
        {
            Refuse(ErrorCodes.FieldUnknown, UnknownFields.IsName(name) ? name.ToString() : null);
        }
    }
}
