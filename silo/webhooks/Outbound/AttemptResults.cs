using System.Net;
using System.Net.Sockets;

namespace OrleansRisk.Webhooks.Outbound;

/// <summary>What may come of a call, in one word. Nothing of the other side's own words is kept.</summary>
internal static class AttemptResults
{
    public const string Delivered = "delivered", Status = "status", Redirect = "redirect", Timeout = "timeout";
    public const string Cut = "cut", AnswerInvalid = "answer_invalid", ConnectionFailed = "connection_failed";
    public const string TlsFailed = "tls_failed", NameUnknown = "name_unknown", AddressRefused = "address_refused";

    /// <summary>Not tried: too many others failed just before.</summary>
    public const string Waiting = "waiting";

    public static string Of(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => Delivered,
        >= 300 and < 400 => Redirect, // followed nowhere
        _ => Status,
    };

    public static string Of(Exception failure) => failure switch
    {
        _ when Inner<AddressRefusedException>(failure) is not null => AddressRefused,
        _ when Inner<SocketException>(failure) is
        { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => NameUnknown,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => NameUnknown,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => TlsFailed,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => ConnectionFailed,
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded,
        } => AnswerInvalid,
        _ => Cut,
    };

    private static T? Inner<T>(Exception? failure)
        where T : Exception
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is T found)
            {
                return found;
            }
        }

        return null;
    }
}
