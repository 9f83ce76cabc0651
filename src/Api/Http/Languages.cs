namespace Picora.Api.Http;

/// <summary>In which of the product's two languages a caller wants to be spoken to.</summary>
internal static class Languages
{
    /// <summary>Whether <c>Accept-Language</c> names Chinese before English. Anything else gets English, which some clients match.</summary>
    public static bool WantsChinese(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString())
            .FirstOrDefault(tag => Is(tag, "zh") || Is(tag, "en")) is { } first && Is(first, "zh");

    private static bool Is(string tag, string language) =>
        tag.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (tag.Length == language.Length || tag[language.Length] == '-');
}
