using System.Text.Json;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Decisions;

/// <summary>Reasons are written in the language that is asked for.</summary>
public sealed class LanguageTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static int _number;

    [Theory]
    [InlineData(null, "en", "amount ")]
    [InlineData("ms", "ms", "amaun ")]
    [InlineData("ms-MY", "ms", "amaun ")]
    [InlineData("de, MS;q=0.8, en;q=0.3", "ms", "amaun ")]
    [InlineData("en, ms;q=0.9", "en", "amount ")]
    [InlineData("ms;q=0, *", "en", "amount ")]
    [InlineData("zz", "en", "amount ")]
    [InlineData("not a language;;q=x", "en", "amount ")]
    public async Task Decision_Asked_IsInThePreferredLanguage(string? accepted, string language, string begins)
    {
        foreach (var type in new[] { "application/json", Wire.Ndjson })
        {
            using var client = host.Client1();
            if (accepted is not null)
            {
                client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accepted);
            }

            var line = Wire.Line($"L-{Interlocked.Increment(ref _number)}");
            using var answer = await client.PostAsync(
                new Uri("/v1/transactions", UriKind.Relative), Wire.Content(line + "\n", type));
            Assert.Equal([language], answer.Content.Headers.ContentLanguage);
            var first = (await answer.Content.ReadAsStringAsync()).Split('\n')[0];
            var text = JsonDocument.Parse(first).RootElement.GetProperty("anomaly").GetProperty("reasons")[0]
                .GetProperty("text").GetString();
            Assert.StartsWith(begins, text, StringComparison.Ordinal);
        }
    }
}
