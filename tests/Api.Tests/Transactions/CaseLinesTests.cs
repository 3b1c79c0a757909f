using System.Text;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Ingest;

namespace OrleansRisk.Api.Tests.Transactions;

/// <summary>Lines as lenders' feeds and exports have sent them, and what each is taken for.</summary>
public sealed class CaseLinesTests
{
    private const string Line = """{"id":"x","account":"A-9001","date":"2026-11-10","direction":"debit",""";

    [Theory]
    // amounts of currencies with other decimals than two
    [InlineData(""" "currency":"JPY","amount":"1500.00" """, 1_500)]
    [InlineData(""" "currency":"JPY","amount":"1500.0" """, 1_500)]
    [InlineData(""" "currency":"KWD","amount":"0.005" """, 5)]
    [InlineData(""" "currency":"IDR","amount":"1000000.00" """, 100_000_000)]
    [InlineData(""" "currency":"CLP","amount":"15000" """, 15_000)]
    [InlineData(""" "currency":"MGA","amount":"100.2" """, 10_020)]
    [InlineData(""" "currency":"IDR","amount_minor":9007199254740993 """, 0)]
    [InlineData(""" "currency":"IDR","amount_minor":999999999999993 """, 999_999_999_999_993)]
    [InlineData(""" "currency":"IDR","amount":"10000000000000.00" """, 1_000_000_000_000_000)]
    [InlineData(""" "currency":"EUR","amount":"1.00","fx":"1.0850" """, 100)]
    // texts
    [InlineData(""" "currency":"USD","amount":"1.00","counterparty":"Caf\u00e9" """, 100)]
    [InlineData(""" "currency":"USD","amount":"1.00","counterparty":null """, 100)]
    [InlineData(""" "currency":"USD","amount":"1.00","balance":"-0.00" """, 100)]
    [InlineData(""" "currency":"USD","amount":"1.00","country":"XK" """, 100)]
    [InlineData(""" "currency":"USD","amount":"1.00","mcc":"5411","category":"salary" """, 100)]
    public void Line_AsAFeedSendsIt_IsTakenForTheAmountThatItMeans(string fields, long minor)
    {
        var read = TransactionReader.Read(Encoding.UTF8.GetBytes(Line + fields + "}"), Rules());

        Assert.Equal(minor, read.Transaction?.AmountMinor ?? 0);
    }

    [Theory]
    [InlineData(""" "currency":"JPY","amount":"1.5" """, "too_many_decimals", "amount")]
    [InlineData(""" "currency":"KWD","amount":"0.0005" """, "too_many_decimals", "amount")]
    [InlineData(""" "currency":"USD","amount":"48.2542" """, "too_many_decimals", "amount")]
    [InlineData(""" "currency":"USD","amount":"0.00" """, "amount_zero", "amount")]
    [InlineData(""" "currency":"usd","amount":"12.00" """, "currency_unknown", "currency")]
    [InlineData(""" "currency":"USD","amount":"0012.00" """, "amount_invalid", "amount")]
    [InlineData(""" "currency":"USD","amount":"12.00","country":"USA" """, "country_unknown", "country")]
    [InlineData(""" "currency":"USD","amount":"12.00","country":"UK" """, "country_unknown", "country")]
    [InlineData(""" "currency":"USD","amount":"12.00","account":"4539578763621486" """, "field_duplicated", "account")]
    [InlineData(""" "currency":"USD","amount":"12.00","mcc":"411" """, "mcc_invalid", "mcc")]
    [InlineData(""" "currency":"USD","amount":"1.00","balance":"+5.00" """, "amount_invalid", "balance")]
    [InlineData(""" "currency":"USD","amount":"1.00","balance":"1e3" """, "amount_invalid", "balance")]
    [InlineData(""" "currency":"USD","amount":"1.00","counterparty":"lone \ud83d end" """, "utf8_invalid",
        "counterparty")]
    [InlineData(""" "currency":"USD","amount":"1.00","counterparty":"nul \u0000" """, "text_invalid", "counterparty")]
    [InlineData(""" "currency":"USD","amount":"1.00","counterparty":"a\u2028b" """, "text_invalid", "counterparty")]
    [InlineData(""" "currency":"USD","amount":1.00 """, "amount_not_text", "amount")]
    [InlineData(""" "currency":"USD","amount_minor":100.0 """, "amount_not_text", "amount_minor")]
    [InlineData(""" "currency":"XAU","amount":"1.00" """, "currency_unknown", "currency")]
    public void Line_ThatCannotBeMeant_NamesItsField(string fields, string code, string field)
    {
        var read = TransactionReader.Read(Encoding.UTF8.GetBytes(Line + fields + "}"), Rules());

        Assert.Equal((code, field), (read.Fault?.Code.Code, read.Fault?.Field));
    }

    [Theory]
    [InlineData("""[{"id":"x26"}]""", "not_an_object")]
    [InlineData("""{"id":"x27"}{"id":"x28"}""", "json_invalid")]
    public void Line_OfMoreOrLessThanOneObject_IsRefused(string line, string code) =>
        Assert.Equal(code, TransactionReader.Read(Encoding.UTF8.GetBytes(line), Rules()).Fault?.Code.Code);

    private static UploadRules Rules() => new(PlainKeys.Of(new TenantId(1)), strict: false, allowPanLikeIds: false)
    {
        Now = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(),
    };
}
