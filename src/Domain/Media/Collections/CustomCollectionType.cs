using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Media.Collections;

public readonly record struct CollectionTypeId(string Value)
{
    public static CollectionTypeId New() => new(NanoId.New());

    public override string ToString() => Value;
}

public sealed record NewCollectionType(string Name, string Slug, ResourceTypes Allowed, string? Icon, string? Description);

/// <summary>A type of collections that somebody has made for themselves.</summary>
public sealed class CustomCollectionType
{
    public const int MaxNameLength = 60;
    public const int MaxSlugLength = 31;
    public const int MaxIconLength = 60;
    public const int MaxDescriptionLength = 500;

    // For the database.
    private CustomCollectionType()
    {
        Name = Slug = string.Empty;
    }

    public CollectionTypeId Id { get; private set; }

    public UserId OwnerId { get; private set; }

    public string Name { get; private set; }

    public string Slug { get; private set; }

    public ResourceTypes Allowed { get; private set; }

    public string? Icon { get; private set; }

    public string? Description { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public static CustomCollectionType Create(UserId owner, NewCollectionType wanted, DateTimeOffset now) => new()
    {
        Id = CollectionTypeId.New(),
        OwnerId = owner,
        Name = wanted.Name.Trim(),
        Slug = wanted.Slug,
        Allowed = wanted.Allowed,
        Icon = wanted.Icon,
        Description = wanted.Description,
        CreatedAt = now,
    };
}
