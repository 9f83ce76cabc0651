namespace Picora.Domain.Accounts;

/// <summary>The languages in which the product speaks to a person.</summary>
public enum Locale
{
    English,
    Chinese,
}

public static class Locales
{
    public const int MaxNameLength = 16;

    public static string ToName(this Locale locale) => locale == Locale.Chinese ? "zh-CN" : "en";

    public static Locale? FromName(string? name) => name switch
    {
        "en" => Locale.English,
        "zh-CN" => Locale.Chinese,
        _ => null,
    };

    /// <summary>The first language of an <c>Accept-Language</c> header that the product speaks; English without one.</summary>
    public static Locale FromAcceptLanguage(string? header) =>
        (header ?? string.Empty).Split(',', StringSplitOptions.TrimEntries).Select(FromRange).FirstOrDefault(locale => locale is not null) ?? Locale.English;

    private static Locale? FromRange(string range) => range switch
    {
        _ when range.StartsWith("zh", StringComparison.OrdinalIgnoreCase) => Locale.Chinese,
        _ when range.StartsWith("en", StringComparison.OrdinalIgnoreCase) => Locale.English,
        _ => null,
    };
}
