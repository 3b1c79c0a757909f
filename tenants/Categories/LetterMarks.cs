using System.Collections.Frozen;

namespace OrleansRisk.Tenants.Categories;

/// <summary>
/// Latin letters without their marks, and the wide forms of East Asian keyboards as the letters they are. A table of
/// our own: the runtime's needs ICU, which hosts run without, and would differ with its version.
/// </summary>
internal static class LetterMarks
{
    private const char WideFirst = '\uff01', WideLast = '\uff5e', WideBlank = '\u3000';
    private const int WideAbove = 0xfee0;

    private static readonly FrozenDictionary<char, char> Marked = new[]
    {
        "aàáâãäåāăąǎạảấầẩẫậắằẳẵặ", "cçćĉċč", "dďđð", "eèéêëēĕėęěẹẻẽếềểễệ", "gĝğġģ", "hĥħ", "iìíîïĩīĭįıǐỉị", "jĵ",
        "kķ", "lĺļľŀł", "nñńņň", "oòóôõöøōŏőơǒọỏốồổỗộớờởỡợ", "rŕŗř", "sśŝşšș", "tţťŧț", "uùúûüũūŭůűųưǔụủứừửữự", "wŵ",
        "yýÿŷỳỵỷỹ", "zźżž",
    }.SelectMany(static row => row[1..].Select(marked => (marked, plain: row[0])))
        .SelectMany(static pair => new[] { pair, (marked: char.ToUpperInvariant(pair.marked), pair.plain) })
        .DistinctBy(static pair => pair.marked).Where(static pair => !char.IsAscii(pair.marked))
        .ToFrozenDictionary(static pair => pair.marked, static pair => pair.plain);

    public static char Without(char letter) => letter switch
    {
        >= WideFirst and <= WideLast => (char)(letter - WideAbove),
        WideBlank => ' ',
        _ => Marked.GetValueOrDefault(letter, letter),
    };
}
