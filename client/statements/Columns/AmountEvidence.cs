using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Columns;

/// <summary>Finds out from many amounts which mark is the decimal one.</summary>
internal sealed class AmountEvidence
{
    private int _dot;
    private int _comma;
    private char _thousands;
    private Place? _unclear;

    /// <summary>Looks at one cell.</summary>
    public void See(string cell, Place place)
    {
        var span = cell.AsSpan().Trim();
        var (first, last) = (span.IndexOfAnyInRange('0', '9'), span.LastIndexOfAnyInRange('0', '9'));
        if (first < 0)
        {
            return;
        }

        span = span[first..(last + 1)];
        foreach (var letter in span)
        {
            _thousands = letter is '\'' or '’' ? '\'' : letter is ' ' or '\u00a0' or '\u202f' ? ' ' : _thousands;
        }

        var (dots, commas) = (span.Count('.'), span.Count(','));
        if (dots > 0 && commas > 0)
        {
            Vote(span.LastIndexOf('.') > span.LastIndexOf(',') ? '.' : ',');
        }
        else if (dots + commas > 1)
        {
            Vote(dots > 0 ? ',' : '.');
        }
        else if (dots + commas == 1)
        {
            Single(span, dots == 1 ? '.' : ',', place);
        }
    }

    /// <summary>The style; refuses the file if it stays unclear.</summary>
    public AmountStyle Style(char? stated, bool semicolons, bool lakh)
    {
        var mark = stated ?? (_dot > _comma ? '.' : _comma > _dot ? ',' : _dot == 0 && _unclear is null ? '.'
            : semicolons ? ',' : throw RefusedException.File(RefusalCodes.AmbiguousAmounts, _unclear ?? Place.File));
        return new AmountStyle(mark, _thousands != '\0' ? _thousands : mark == '.' ? ',' : '.', lakh);
    }

    private void Single(ReadOnlySpan<char> span, char mark, Place place)
    {
        var at = span.IndexOf(mark);
        if (span.Length - at - 1 != 3 || at > 3 || span[0] == '0')
        {
            Vote(mark);
        }
        else
        {
            _unclear ??= place;
        }
    }

    private void Vote(char mark)
    {
        _dot += mark == '.' ? 1 : 0;
        _comma += mark == ',' ? 1 : 0;
    }
}
