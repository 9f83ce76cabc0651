using System.Net;
using Picora.Domain;

namespace Picora.Infrastructure.Importing;

internal static class ImportErrors
{
    /// <summary>The same for a host that is not known, so that nobody learns which names there are inside.</summary>
    public static readonly Error NotAllowed = new(
        ErrorKind.Validation, "URL_NOT_ALLOWED", "This address is not fetched from: it is no public http or https address, or its host is unknown");

    public static readonly Error Unreachable = Failed("connection", "The other server cannot be reached, or broke off");

    public static readonly Error TooSlow = Failed("timeout", "The other server took too long");

    public static readonly Error TooManyRedirects = Failed("redirects", "The other server redirects too often, or to nowhere");

    public static readonly Error Compressed = Failed("encoding", "The other server sent the file compressed, though it was not asked to");

    public static Error Refused(HttpStatusCode status) =>
        Failed("status", $"The other server answered {(int)status} instead of the file").With("status", (int)status);

    private static Error Failed(string reason, string sentence) => new Error(ErrorKind.Validation, "URL_FETCH_FAILED", sentence).With("reason", reason);
}
