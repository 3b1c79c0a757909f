using OrleansRisk.Actors.Accounts;

namespace OrleansRisk.Journal.Records;

/// <summary>
/// An account's profile. Part of the bodies of version 1 and of the sealed state of version 1.
/// <code>
/// bytes  what
/// 1      presence: bit 0 made from defaults, 1 product, 2 segment, 3 merged into another; 4–7 zero
/// text   account
/// unsig. currency, ISO 4217 number
/// text   zone
/// signed opened day
/// text   product, then segment, where their bits are set
///        unsigned count of customers, then a text each; the same of labels
/// text   letters of the account that it was merged into, where bit 3
/// </code>
/// </summary>
internal static class ProfileCodec
{
    public static void Write(ref PayloadWriter writer, AccountProfile profile)
    {
        writer.Byte(
            (byte)((profile.Defaults ? 1 : 0) | (profile.Product is null ? 0 : 2) | (profile.Segment is null ? 0 : 4)
            | (profile.MergedInto is null ? 0 : 8)));
        writer.Text(profile.Account);
        writer.Unsigned(profile.CurrencyNumber);
        writer.Text(profile.Zone);
        writer.Signed(profile.OpenedDay);
        if (profile.Product is not null)
        {
            writer.Text(profile.Product);
        }

        if (profile.Segment is not null)
        {
            writer.Text(profile.Segment);
        }

        WriteList(ref writer, profile.Customers, "customers");
        WriteList(ref writer, profile.Labels, "labels");
        if (profile.MergedInto is not null)
        {
            writer.Text(profile.MergedInto);
        }
    }

    public static AccountProfile Read(ref PayloadReader reader)
    {
        var present = reader.Byte();
        if (present > 15)
        {
            throw new RecordUnreadableException($"a profile has unknown parts: {present}");
        }

        return new AccountProfile
        {
            Defaults = (present & 1) != 0,
            Account = reader.Text(),
            CurrencyNumber = reader.UnsignedInt16(),
            Zone = reader.Text(),
            OpenedDay = reader.Int32(),
            Product = (present & 2) != 0 ? reader.Text() : null,
            Segment = (present & 4) != 0 ? reader.Text() : null,
            Customers = ReadList(ref reader, "customers"),
            Labels = ReadList(ref reader, "labels"),
            MergedInto = (present & 8) != 0 ? reader.Text() : null,
        };
    }

    private static void WriteList(ref PayloadWriter writer, IReadOnlyList<string> texts, string what)
    {
        writer.Count(texts.Count, JournalLimits.ProfileListMax, what);
        foreach (var text in texts)
        {
            writer.Text(text);
        }
    }

    private static string[] ReadList(ref PayloadReader reader, string what)
    {
        var texts = new string[reader.Count(JournalLimits.ProfileListMax, what)];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = reader.Text();
        }

        return texts;
    }
}
