using System.Text;
using OrleansRisk.Amqp;
using OrleansRisk.Maps;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace OrleansRisk.Client.Tests.Amqp;

/// <summary>What a message's bytes and its content type come to, without a broker.</summary>
public sealed class MessageReaderTests
{
    private const string Ndjson = "application/x-ndjson";

    [Theory]
    [InlineData("{\"id\":1}", null, "null {\"id\":1}")]
    [InlineData("{\"id\":1}", "application/json; charset=utf-8", "null {\"id\":1}")]
    [InlineData("{\"id\":1}\n", "application/json", "null {\"id\":1} ")]
    [InlineData("{\n\"id\":\n1}", "application/json", "null { \"id\": 1}")]
    [InlineData("{\"id\":1}\r\n\n{\"id\":2}", Ndjson, "1 {\"id\":1}\r|3 {\"id\":2}")]
    [InlineData("broken", "application/json", "null broken")]
    [InlineData("{\"id\":\"a\nb\"}", "application/json", "null json_invalid")]
    [InlineData("{\"id\":1}\n{\"id\":2}", "application/json", "null json_invalid")]
    [InlineData("{\"id\":1}", "text/csv", "null content_type_unsupported")]
    [InlineData("{\"id\":1}", "no type", "null content_type_unsupported")]
    [InlineData(" \n ", Ndjson, "null body_missing")]
    [InlineData("", "application/json", "null body_missing")]
    public void Rows_OfAMessage_AreItsTransactionsOrItsFault(string body, string? contentType, string expected) =>
        Assert.Equal(expected, Read(new MessageReader(map: null), body, contentType));

    [Fact]
    public void Rows_OfACompressedMessage_AreRefusedUnread() => Assert.Equal(
        "null encoding_unsupported", Read(new MessageReader(map: null), "{}", "application/json", "gzip"));

    [Fact]
    public void Rows_OfAMessageThatIsTooLarge_AreRefusedUnread() => Assert.Equal(
        "null body_too_large", Read(new MessageReader(map: null), new string('x', (16 << 20) + 1), Ndjson));

    [Fact]
    public void Rows_ReadByAMap_AreTransactionsAndNameTheColumnThatCannotBeRead()
    {
        var map = MapFile.Parse(Encoding.UTF8.GetBytes("""
            {"format": "ndjson",
             "fields": {"id": "ref", "account": "iban", "currency": {"constant": "MYR"}, "at": {"column": "when"}},
             "amount": {"column": "sum", "positive": "debit"}}
            """));
        var rows = Read(
            new MessageReader(map),
            """
            {"ref":"T-1","iban":"A-1","when":"2026-05-04T09:30:00Z","sum":55.71}
            {"ref":"T-2","iban":"A-1","when":"2026-05-04T09:30:00Z","sum":"a lot"}
            broken
            """,
            Ndjson);
        Assert.StartsWith("1 {\"id\":\"T-1\",\"account\":\"A-1\"", rows, StringComparison.Ordinal);
        Assert.EndsWith("|2 value_unknown sum|3 json_invalid", rows, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("amqp://u:secret@host:5673/vhost", "amqp://host:5673/vhost")]
    [InlineData("amqps://u:secret@host", "amqps://host/")]
    [InlineData("http://host", null)]
    [InlineData("host:5672", null)]
    public void Address_AsText_HoldsNoCredentials(string text, string? expected) =>
        Assert.Equal(expected, BrokerAddress.Parse(text)?.ToString());

    [Fact]
    public void Options_ThatCannotBeMeant_AreNamed()
    {
        var good = new ConsumeOptions { Queue = "q" };
        Assert.Null(good.Fault());
        Assert.Contains("prefetch", (good with { Prefetch = 0 }).Fault(), StringComparison.Ordinal);
        Assert.Contains("back into the queue", (good with { DeadLetters = "q" }).Fault(), StringComparison.Ordinal);
        Assert.Contains("live or history", (good with { Mode = SendMode.WhatIf }).Fault(), StringComparison.Ordinal);
        Assert.Contains("name", (good with { Queue = new string('x', 256) }).Fault(), StringComparison.Ordinal);
    }

    private static string Read(MessageReader reader, string body, string? contentType, string? encoding = null)
    {
        var properties = new BasicProperties { ContentType = contentType, ContentEncoding = encoding };
        var delivered = new BasicDeliverEventArgs(
            "c", 1, redelivered: false, "", "q", properties, Encoding.UTF8.GetBytes(body));
        return string.Join('|', reader.Rows(new Delivery(delivered)).Select(row => (row.Place?.ToString() ?? "null")
            + " " + (row.Line is { } line
                ? Encoding.UTF8.GetString(line.Utf8.Span)
                : row.Fault!.Field is { } field ? $"{row.Fault.Code} {field}" : row.Fault.Code)));
    }
}
