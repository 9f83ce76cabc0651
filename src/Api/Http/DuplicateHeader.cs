namespace Picora.Api.Http;

/// <summary>Tells a client that the same bytes were there already, and nothing was stored or charged.</summary>
internal static class DuplicateHeader
{
    public const string Name = "X-Picora-Duplicate";

    public static void Set(HttpResponse response) => response.Headers[Name] = "true";
}
