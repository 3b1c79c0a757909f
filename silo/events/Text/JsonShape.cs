using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrleansRisk.Events.Text;

/// <summary>How JSON is written by hand: the shapes are the contract's, so nothing is checked twice.</summary>
internal static class JsonShape
{
    public static readonly JsonWriterOptions Options = new()
    {
        SkipValidation = true,
        Encoder = JavaScriptEncoder.Default,
    };
}
