using System.Globalization;
using System.Text;
using System.Xml;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Xml;

/// <summary>
/// Reads XML element by element. No document type, no entity of its own and nothing outside the file is taken; depth
/// and the size of what is held at once are bounded.
/// </summary>
internal static class XmlElements
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>
    /// The elements of a file in their order. Those that <paramref name="whole"/> names come with all that is in them;
    /// of others only their opening is seen, and what is in them comes next. Broken XML throws a refusal.
    /// </summary>
    public static void Read(string text, Func<string, bool> whole, Action<XmlElement> see)
    {
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        try
        {
            Walk(reader, whole, see);
        }
        catch (XmlException wrong)
        {
            throw Refused(wrong);
        }
    }

    /// <summary>The root's local name and its namespace; null if the text does not begin with an element.</summary>
    public static (string Name, string Namespace)? Root(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        try
        {
            return reader.MoveToContent() == XmlNodeType.Element ? (reader.LocalName, reader.NamespaceURI) : null;
        }
        catch (XmlException wrong)
        {
            throw Refused(wrong);
        }
    }

    private static RefusedException Refused(XmlException wrong)
    {
        var place = Place.AtLine(Math.Max(1, wrong.LineNumber), Math.Max(1, wrong.LinePosition));
        return wrong.Message.Contains("DTD", StringComparison.Ordinal)
            ? RefusedException.File(RefusalCodes.DocumentType, place)
            : wrong.Message.Contains("end of file", StringComparison.OrdinalIgnoreCase)
                || wrong.Message.Contains("not closed", StringComparison.Ordinal)
            ? RefusedException.File(RefusalCodes.Truncated, place)
            : RefusedException.File(RefusalCodes.Malformed, place, "The XML is not well-formed.");
    }

    private static void Walk(XmlReader reader, Func<string, bool> whole, Action<XmlElement> see)
    {
        var open = new Stack<(string Path, Dictionary<string, int> Counts)>();
        open.Push(("", []));
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.EndElement)
            {
                open.Pop();
            }
            else if (reader.NodeType == XmlNodeType.Element)
            {
                Refuse(reader, open.Count, 0);
                var element = Made(reader, Step(open.Peek(), reader.LocalName));
                if (whole(element.Name))
                {
                    Fill(reader, element, open.Count);
                }
                else if (!reader.IsEmptyElement)
                {
                    open.Push((element.Path, []));
                }

                see(element);
            }
        }
    }

    private static void Fill(XmlReader reader, XmlElement root, int depth)
    {
        if (reader.IsEmptyElement)
        {
            return;
        }

        var open = new Stack<(XmlElement Element, StringBuilder Text, Dictionary<string, int> Counts)>();
        open.Push((root, new StringBuilder(), []));
        var count = 0;
        while (open.Count > 0 && reader.Read())
        {
            var (parent, text, counts) = open.Peek();
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Refuse(reader, depth + open.Count, ++count);
                    var child = Made(reader, Step((parent.Path, counts), reader.LocalName));
                    parent.Add(child);
                    if (!reader.IsEmptyElement)
                    {
                        open.Push((child, new StringBuilder(), []));
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    text.Append(reader.Value);
                    break;
                case XmlNodeType.EndElement:
                    parent.Text = text.ToString();
                    open.Pop();
                    break;
            }
        }
    }

    private static void Refuse(XmlReader reader, int depth, int count)
    {
        if (depth <= Limits.DepthMax && count <= Limits.ElementsOfEntryMax)
        {
            return;
        }

        var place = reader is IXmlLineInfo line ? Place.AtLine(line.LineNumber, line.LinePosition) : Place.File;
        throw depth > Limits.DepthMax ? RefusedException.File(RefusalCodes.TooDeep, place)
            : RefusedException.File(RefusalCodes.TooLarge, place, "One entry has too many elements.");
    }

    private static XmlElement Made(XmlReader reader, string path)
    {
        var element = new XmlElement(reader.LocalName, path);
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            element.Add(reader.LocalName, reader.Value);
        }

        reader.MoveToElement();
        return element;
    }

    private static string Step((string Path, Dictionary<string, int> Counts) parent, string name)
    {
        parent.Counts.TryGetValue(name, out var before);
        parent.Counts[name] = before + 1;
        return before == 0 ? $"{parent.Path}/{name}"
            : string.Create(CultureInfo.InvariantCulture, $"{parent.Path}/{name}[{before + 1}]");
    }
}
