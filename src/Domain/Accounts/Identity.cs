using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Accounts;

/// <summary>A way to sign in that somebody else vouches for: a person's account with another provider. The e-mail address is none; it is the user's own.</summary>
public sealed class Identity
{
    public const int MaxProviderLength = 64;
    public const int MaxSubjectLength = 255;
    public const int MaxNameLength = 254;

    // For the database.
    private Identity()
    {
        Id = string.Empty;
        Provider = string.Empty;
        Subject = string.Empty;
    }

    public string Id { get; private set; }

    public UserId UserId { get; private set; }

    public string Provider { get; private set; }

    /// <summary>The provider's own, stable id of the person.</summary>
    public string Subject { get; private set; }

    /// <summary>What the person calls it, such as the address that they have there; null when the provider does not say.</summary>
    public string? Name { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public static Identity Link(UserId userId, string provider, string subject, string? name, DateTimeOffset now) =>
        new() { Id = NanoId.New(), UserId = userId, Provider = provider, Subject = subject, Name = name, CreatedAt = now };

    /// <summary>Enough of an address, a number or an id for its owner to recognise, and for nobody else to use.</summary>
    public static string Mask(string text)
    {
        const int addressStart = 2, start = 3, end = 4;
        var at = text.LastIndexOf('@');
        return at > 0 ? $"{text[..Math.Min(addressStart, at)]}***{text[at..]}"
            : text.Length > start + end ? $"{text[..start]}****{text[^end..]}"
            : "****";
    }
}
