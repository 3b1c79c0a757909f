using System.Text;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Tests.Contract;

/// <summary>docs/reference/errors.md is the table of errors for readers; RISK_APPROVE=1 writes it anew.</summary>
public sealed class ErrorsDocumentTests
{
    private const string Head =
        """
        # Errors

        Written by `./dev reference` from `client/contract/Errors/ErrorCodes.cs`; a test compares.

        An answer that is not the one asked for is `application/problem+json` (RFC 9457): `type`
        (`urn:orleansrisk:error:` and the code), `code`, `message`, `next` (what to do), `request_id`, and if they apply
        `field`, `given` (what was sent, if it is nothing personal), `allowed`, `line`, `cause` and `retry_after_ms`.
        In a stream the same object stands under `error` in the answer of its line, and the status is that of a request
        of its own. Codes never change their meaning; new ones may come.

        *Again*: sending the same once more can help, after `Retry-After` or `retry_after_ms` where they are given.
        What was recorded already is then answered as the duplicate it is, with its first decision: nothing counts
        twice.

        Each entry below: the code, its status, what is wrong, what is taken instead if the code alone decides that, and
        what to do.

        """;

    [Fact]
    public void Document_TableOfErrors_ShowsEveryRow()
    {
        var text = new StringBuilder(Head).AppendLine();
        foreach (var row in ErrorCodes.All)
        {
            var allowed = row.Allowed is null ? "" : $" Allowed: {row.Allowed}.";
            text.AppendLine($"- `{row.Code}`, {row.Status}{(row.SendAgain ? ", again" : "")}:");
            text.AppendLine($"  {row.Sentence}{allowed}").AppendLine($"  *{row.Next}*");
        }

        Approved.Check("errors.md", text.ToString(), folder: "docs/reference");
    }
}
