using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Media.Collections;

/// <summary>What somebody asks for when they create a collection.</summary>
/// <param name="Slug">Valid.</param>
public sealed record NewCollection(
    UserId OwnerId, string Name, string Slug, string? Description, CollectionType Type, ResourceTypes Allowed, CollectionTypeId? CustomTypeId, CollectionUse Use);

/// <summary>
/// Things that belong together, in an order: a photo album, a knowledge base. A thing is in one collection at most. What the collection
/// counts changes by single atomic statements only, in the transaction that moves the thing.
/// </summary>
public sealed class Collection
{
    public const int MaxNameLength = 120;
    public const int MaxDescriptionLength = 2000;

    // For the database.
    private Collection()
    {
        Name = Slug = string.Empty;
    }

    public CollectionId Id { get; private set; }

    public UserId OwnerId { get; private set; }

    public string Name { get; private set; }

    public SortName SortName { get; private set; }

    public string Slug { get; private set; }

    public string? Description { get; private set; }

    public CollectionType Type { get; private set; }

    public ResourceTypes Allowed { get; private set; }

    /// <summary>Null for a standard type.</summary>
    public CollectionTypeId? CustomTypeId { get; private set; }

    public CollectionUse Use { get; private set; }

    /// <summary>Whether it is the one that its owner's tools use first.</summary>
    public bool IsDefault { get; private set; }

    /// <summary>The picture that stands for it: one of its own. Null while it has none.</summary>
    public ImageId? CoverId { get; private set; }

    /// <summary>What lies in the trash does not count, here and in the bytes.</summary>
    public long ItemCount { get; private set; }

    /// <summary>How many of them are documents.</summary>
    public long DocCount { get; private set; }

    public long SizeBytes { get; private set; }

    /// <summary>The place of what comes in next; every place in use is lower.</summary>
    public long NextPosition { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Null while it is in use. A deleted one is empty, and shown for a while to clients that synchronise.</summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    public static Collection Create(NewCollection wanted, DateTimeOffset now)
    {
        var collection = new Collection
        {
            Id = CollectionId.New(),
            OwnerId = wanted.OwnerId,
            Slug = wanted.Slug,
            Type = wanted.Type,
            Allowed = wanted.Allowed,
            CustomTypeId = wanted.CustomTypeId,
            Use = wanted.Use,
            CreatedAt = now,
        };
        collection.Rename(wanted.Name, now);
        collection.Describe(wanted.Description, now);
        return collection;
    }

    /// <param name="name">Not empty.</param>
    public void Rename(string name, DateTimeOffset now)
    {
        Name = name.Trim();
        SortName = SortName.Of(Name);
        UpdatedAt = now;
    }

    /// <summary>Sets the description; an empty one clears it.</summary>
    public void Describe(string? description, DateTimeOffset now)
    {
        Description = string.IsNullOrWhiteSpace(description) ? null : description.Trim();
        UpdatedAt = now;
    }

    /// <summary>Lets more kinds in. None that is let in is shut out again: there may be some of it.</summary>
    public Result<Success> Widen(ResourceTypes types, DateTimeOffset now)
    {
        if ((types & Allowed) != Allowed)
        {
            return Error.Validation("allowedResourceTypes", "What a collection may hold can only grow.");
        }

        Allowed = types;
        UpdatedAt = now;
        return Success.Value;
    }

    public void Prefer(bool isDefault, DateTimeOffset now)
    {
        IsDefault = isDefault;
        UpdatedAt = now;
    }

    /// <param name="cover">One of its own pictures.</param>
    public void ShowBy(ImageId cover, DateTimeOffset now)
    {
        CoverId = cover;
        UpdatedAt = now;
    }
}
