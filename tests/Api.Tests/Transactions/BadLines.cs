namespace OrleansRisk.Api.Tests.Transactions;

/// <summary>Every field of the contract missing, of the wrong type, at and over its bounds.</summary>
internal static class BadLines
{
    private const string Good = """
        "id":"T-1","account":"A-1","at":"2025-03-01T09:30:00+08:00","amount":"55.71","currency":"MYR",
        "direction":"debit"
        """;

    /// <summary>
    /// Field put in place of the good one; the error and field that must come. Null: the line is taken.
    /// </summary>
    public static TheoryData<string, string?, string?> Table()
    {
        var table = new TheoryData<string, string?, string?>();
        foreach (var row in Rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var cells = row.Split('|', StringSplitOptions.TrimEntries);
            table.Add(cells[0], cells[1] == "taken" ? null : cells[1], cells.Length > 2 ? cells[2] : null);
        }

        var longId = new string('x', 65);
        table.Add($"\"id\":\"{longId}\"", "text_too_long", "id");
        table.Add($"\"id\":\"{longId[1..]}\"", null, null);
        table.Add($"\"account\":\"{longId}\"", "text_too_long", "account");
        table.Add($"\"id\":\"{new string('y', 60_000)}\"", "text_too_long", "id");
        table.Add($"\"description\":\"{new string('d', 257)}\"", "text_too_long", "description");
        table.Add($"\"description\":\"{new string('d', 256)}\"", null, null);
        table.Add($"\"counterparty\":\"{new string('c', 129)}\"", "text_too_long", "counterparty");
        table.Add($"\"counterparty\":\"{string.Concat(Enumerable.Repeat("🍔", 65))}\"", null, null);
        table.Add($"\"counterparty\":\"{string.Concat(Enumerable.Repeat("e\u0301", 128))}\"", null, null);
        table.Add($"\"counterparty\":\"{string.Concat(Enumerable.Repeat("e\u0301", 129))}\"", "text_too_long",
            "counterparty");
        table.Add($"\"channel\":\"{new string('c', 33)}\"", "text_too_long", "channel");
        table.Add($"\"category\":\"{new string('c', 65)}\"", "text_too_long", "category");
        table.Add($"\"x\":{string.Concat(Enumerable.Repeat("[", 40))}{string.Concat(Enumerable.Repeat("]", 40))}",
            "too_deep", null);
        table.Add($"\"x\":{string.Concat(Enumerable.Repeat("{\"a\":", 10_000))}1{new string('}', 10_000)}", "too_deep",
            null);
        return table;
    }

    private const string Rows = """
        "id":null | field_missing | id
        "id":7 | field_type | id
        "id":"" | text_empty | id
        "id":"a b" | id_invalid | id
        "id":"a\u0000b" | id_invalid | id
        "id":"a\nb" | id_invalid | id
        "id":"a\u202Eb" | id_invalid | id
        "id":"a\u200Bb" | id_invalid | id
        "id":"p\u0430ypal" | id_invalid | id
        "id":"\uFF21" | id_invalid | id
        "id":"\uD800" | utf8_invalid | id
        "id":"naïve-é" | taken
        "id":"帳號一" | taken
        "id":"கணக்கு" | taken
        "id":["T-1"] | field_type | id
        "account":null | field_missing | account
        "account":{} | field_type | account
        "account":"4111111111111111" | looks_like_pan | account
        "account":"4111-1111-1111-1111" | looks_like_pan | account
        "account":"ACC:4111111111111111" | looks_like_pan | account
        "account":"4111111111111112" | taken
        "account":"378282246310005" | looks_like_pan | account
        "account":"A\u202E1" | id_invalid | account
        "at":null | field_missing | at
        "at":1772328600 | field_type | at
        "at":"2025-03-01T09:30:00" | time_without_offset | at
        "at":"2025-03-01 09:30:00Z" | time_invalid | at
        "at":"2026-02-30T09:30:00Z" | time_invalid | at
        "at":"0000-01-01T00:00:00Z" | time_out_of_range | at
        "at":"2200-01-01T00:00:00Z" | time_out_of_range | at
        "at":"1969-12-31T23:59:59Z" | time_out_of_range | at
        "at":"2199-12-31T23:59:59Z" | in_the_future | at
        "at":"2025-03-01T24:00:00Z" | time_invalid | at
        "at":"2025-03-01T09:30:00.123456789+08:00" | taken
        "at":"2025-03-01T09:30:00.1234567890Z" | time_invalid | at
        "at":"2025-03-01T09:30:00+25:00" | time_invalid | at
        "date":"2025-03-01" | field_conflict | at,date
        "date":"2026-3-1" | time_invalid | date
        "amount":null | field_missing | amount
        "amount":55.71 | amount_not_text | amount
        "amount":5e1 | amount_not_text | amount
        "amount":55 | amount_not_text | amount
        "amount":"NaN" | amount_invalid | amount
        "amount":"Infinity" | amount_invalid | amount
        "amount":"-5.00" | amount_invalid | amount
        "amount":"+5.00" | amount_invalid | amount
        "amount":"5,00" | amount_invalid | amount
        "amount":".5" | amount_invalid | amount
        "amount":"5." | amount_invalid | amount
        "amount":"007" | amount_invalid | amount
        "amount":"" | amount_invalid | amount
        "amount":"1e3" | amount_invalid | amount
        "amount":"55.711" | too_many_decimals | amount
        "amount":"55.7" | taken
        "amount":"55.7100" | taken
        "amount":"10000000000000.00" | taken
        "amount":"10000000000000.01" | amount_out_of_range | amount
        "amount":"99999999999999999999999999999" | amount_out_of_range | amount
        "amount":"0" | amount_zero | amount
        "amount":"5\u0035.71" | taken
        "amount":true | field_type | amount
        "amount_minor":5571 | field_conflict | amount,amount_minor
        "amount_minor":55.5 | amount_not_text | amount_minor
        "amount_minor":"55" | field_type | amount_minor
        "amount_minor":10000000000000000 | amount_out_of_range | amount_minor
        "amount_minor":-1 | amount_out_of_range | amount_minor
        "amount_minor":99999999999999999999 | amount_out_of_range | amount_minor
        "currency":null | field_missing | currency
        "currency":"XXX" | currency_unknown | currency
        "currency":"myr" | currency_unknown | currency
        "currency":"JPY" | too_many_decimals | amount
        "currency":"KWD" | taken
        "direction":null | field_missing | direction
        "direction":"DEBIT" | value_unknown | direction
        "direction":1 | field_type | direction
        "status":"pending" | value_unknown | status
        "status":null | taken
        "status":"reversed" | taken
        "replaces":"a b" | id_invalid | replaces
        "counterparty":"a\u0007b" | text_invalid | counterparty
        "counterparty":"a\u202Eb" | text_invalid | counterparty
        "counterparty":"" | text_empty | counterparty
        "counterparty":"Kedai Runcit & Sons" | taken
        "mcc":5411 | field_type | mcc
        "mcc":"541" | mcc_invalid | mcc
        "mcc":"54a1" | mcc_invalid | mcc
        "mcc":"0000" | mcc_invalid | mcc
        "mcc":"0742" | taken
        "mcc":"5411","category":"salary" | taken
        "country":"UK" | country_unknown | country
        "country":"my" | country_unknown | country
        "country":"MY" | taken
        "balance":"-120.00" | taken
        "balance":-120 | field_type | balance
        "balance":"1.234" | too_many_decimals | balance
        "balance":"-1.230" | taken
        "device":"d 1" | id_invalid | device
        "geo":{"lat":3.139,"lon":101.686} | taken
        "geo":{"lat":91,"lon":0} | number_out_of_range | geo
        "geo":{"lat":3.139} | field_missing | geo
        "geo":{"lat":"3","lon":1} | field_type | geo
        "geo":{"lat":1,"lat":2,"lon":1} | field_duplicated | geo
        "geo":[3,101] | field_type | geo
        "fx":"4.4512" | taken
        "fx":"0" | number_out_of_range | fx
        "fx":"1.1234567890123" | number_out_of_range | fx
        "fx":4.45 | field_type | fx
        "description":"line\nbreak" | text_invalid | description
        "descripton":"unknown fields are counted" | taken
        "amount_minor":1000000000000001 | amount_out_of_range | amount_minor
        "amount_minor":null | taken
        "amount":"10000000000000000" | amount_out_of_range | amount
        "amount":NaN | json_invalid
        "amount":Infinity | json_invalid
        "amount":["5.00"] | field_type | amount
        "currency":458 | field_type | currency
        "currency":"" | currency_unknown | currency
        "direction":"" | value_unknown | direction
        "direction":"credit" | taken
        "status":1 | field_type | status
        "status":"authorised" | taken
        "status":"expired" | taken
        "replaces":7 | field_type | replaces
        "replaces":"T-0" | taken
        "counterparty":{} | field_type | counterparty
        "category":7 | field_type | category
        "category":"groceries" | taken
        "category":"a\u0000b" | text_invalid | category
        "channel":false | field_type | channel
        "channel":"pos" | taken
        "channel":"" | text_empty | channel
        "country":458 | field_type | country
        "balance":"10000000000000.00" | taken
        "balance":"10000000000000.01" | amount_out_of_range | balance
        "balance":"-10000000000000.01" | amount_out_of_range | balance
        "balance":"NaN" | amount_invalid | balance
        "device":7 | field_type | device
        "device":"d-1" | taken
        "corrects":7 | field_type | corrects
        "corrects":"a b" | id_invalid | corrects
        "consent":7 | field_type | consent
        "consent":"a b" | id_invalid | consent
        "consent":"cns_aaaaaaaaaaaaaaaaaaaaaaaaaa" | taken
        "geo":{"lat":90,"lon":-180} | taken
        "geo":{"lat":-90.000001,"lon":0} | number_out_of_range | geo
        "geo":{"lat":0,"lon":180.000001} | number_out_of_range | geo
        "geo":{"lat":1e999,"lon":0} | number_out_of_range | geo
        "geo":"3.1,101.6" | field_type | geo
        "fx":"999999999999999999" | taken
        "fx":"9999999999999999999" | number_out_of_range | fx
        "fx":"-1" | amount_invalid | fx
        "description":7 | field_type | description
        "description":"" | text_empty | description
        "at":"1970-01-01T00:00:00Z" | taken
        "date":20250301 | field_type | date
        "date":null | taken
        "id":{"a":1} | field_type | id
        "account":"" | text_empty | account
        "account":"a\u0000b" | id_invalid | account
        "account":"zażółć-gęślą" | taken
        "x":NaN | json_invalid
        "x":tru | json_invalid
        """;

    /// <summary>The good line with one field put in place of its own, or added.</summary>
    public static string Replace(string field)
    {
        var name = field[..field.IndexOf(':', StringComparison.Ordinal)];
        var fields = Good.Replace("\n", "", StringComparison.Ordinal).Trim().Split(",\"")
            .Select((text, i) => i == 0 ? text : "\"" + text)
            .Where(text => !text.StartsWith(name + ":", StringComparison.Ordinal)
                && !(name == "\"mcc\"" && text.StartsWith("\"category\"", StringComparison.Ordinal)));
        return "{" + string.Join(',', fields.Append(field)) + "}";
    }
}
