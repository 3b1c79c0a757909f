using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace OrleansRisk.Host.Logging;

/// <summary>
/// One JSON object a line. Of exceptions it writes type and place, and the message only where it is one of ours:
/// messages of parsers and databases may quote what a customer sent.
/// </summary>
internal sealed class LineFormatter : ITextFormatter
{
    private static readonly MessageTemplateTextFormatter Message = new("{Message:l}", CultureInfo.InvariantCulture);
    private static readonly JsonValueFormatter Values = new(typeTagName: null);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write("{\"time\":\"");
        output.Write(
            logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        output.Write("\",\"level\":\"");
        output.Write(logEvent.Level.ToString().ToLowerInvariant());
        output.Write("\",\"message\":");
        using var message = new StringWriter(CultureInfo.InvariantCulture);
        Message.Format(logEvent, message);
        JsonValueFormatter.WriteQuotedJsonString(message.ToString(), output);
        foreach (var (name, value) in logEvent.Properties.Where(property => property.Key != "EventId"))
        {
            output.Write(',');
            JsonValueFormatter.WriteQuotedJsonString(name, output);
            output.Write(':');
            Values.Format(value, output);
        }

        if (logEvent.Exception is { } failure)
        {
            output.Write(",\"exception\":");
            JsonValueFormatter.WriteQuotedJsonString(Describe(failure), output);
        }

        output.WriteLine('}');
    }

    private static string Describe(Exception failure)
    {
        var type = failure.GetType();
        var ours = type.FullName?.StartsWith("OrleansRisk.", StringComparison.Ordinal) == true;
        var text = $"{type.FullName}{(ours ? ": " + failure.Message : "")}\n{failure.StackTrace}";
        return failure.InnerException is { } inner ? $"{text}\nbecause of {Describe(inner)}" : text;
    }
}
