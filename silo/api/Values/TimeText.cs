using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Values;

/// <summary>RFC 3339 read by hand: the general parsers take what it forbids, and cost several times as much.</summary>
internal static class TimeText
{
    private const long MillisecondsPerDay = 86_400_000;

    /// <summary>From 1970-01-01 to before 2200-01-01.</summary>
    private static readonly long End = new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary><c>2026-03-01T09:30:00.123+08:00</c> as milliseconds since 1970; finer digits are cut.</summary>
    public static ErrorCode? Instant(ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        if (text.Length < 19 || !TryDay(text[..10], out var day, out var yearInRange) || text[10] is not ('T' or 't')
            || !TryClock(text[11..19], out var clock))
        {
            return ErrorCodes.TimeInvalid;
        }

        var rest = text[19..];
        if (!TryFraction(ref rest, out var fraction))
        {
            return ErrorCodes.TimeInvalid;
        }

        if (rest.IsEmpty)
        {
            return ErrorCodes.TimeWithoutOffset;
        }

        if (!TryOffset(rest, out var offsetMinutes))
        {
            return ErrorCodes.TimeInvalid;
        }

        milliseconds = (day * MillisecondsPerDay) + clock + fraction - (offsetMinutes * 60_000L);
        return yearInRange && milliseconds >= 0 && milliseconds < End ? null : ErrorCodes.TimeOutOfRange;
    }

    /// <summary><c>2026-03-01</c> as its midnight in Greenwich.</summary>
    public static ErrorCode? Date(ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        if (text.Length != 10 || !TryDay(text, out var day, out var yearInRange))
        {
            return ErrorCodes.TimeInvalid;
        }

        milliseconds = day * MillisecondsPerDay;
        return yearInRange && milliseconds >= 0 && milliseconds < End ? null : ErrorCodes.TimeOutOfRange;
    }

    private static bool TryDay(ReadOnlySpan<char> text, out long day, out bool yearInRange)
    {
        (day, yearInRange) = (0, false);
        if (!TryDigits(text[..4], out var year) || text[4] != '-' || !TryDigits(text[5..7], out var month)
            || text[7] != '-'
            || !TryDigits(text[8..10], out var dayOfMonth) || month is < 1 or > 12 || dayOfMonth < 1)
        {
            return false;
        }

        yearInRange = year is >= 1 and <= 9998;
        var known = yearInRange ? year : 2000;
        if (dayOfMonth > DateTime.DaysInMonth(known, month))
        {
            return false;
        }

        day = new DateOnly(known, month, dayOfMonth).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        return true;
    }

    private static bool TryClock(ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        if (!TryDigits(text[..2], out var hour) || text[2] != ':' || !TryDigits(text[3..5], out var minute)
            || text[5] != ':'
            || !TryDigits(text[6..8], out var second) || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        // A leap second is the first of the next minute.
        milliseconds = ((((hour * 60L) + minute) * 60) + second) * 1_000;
        return true;
    }

    private static bool TryFraction(ref ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        if (!text.StartsWith('.'))
        {
            return true;
        }

        var count = text[1..].IndexOfAnyExceptInRange('0', '9');
        count = count < 0 ? text.Length - 1 : count;
        if (count is < 1 or > 9)
        {
            return false;
        }

        for (var i = 0; i < 3; i++)
        {
            milliseconds = (milliseconds * 10) + (i < count ? text[1 + i] - '0' : 0);
        }

        text = text[(1 + count)..];
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text is "Z" or "z")
        {
            return true;
        }

        if (text.Length != 6 || text[0] is not ('+' or '-') || !TryDigits(text[1..3], out var hour) || text[3] != ':'
            || !TryDigits(text[4..6], out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        minutes = ((hour * 60) + minute) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}
