using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Collections;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Domain.Media;

/// <summary>Whether a picture's standing renditions are made.</summary>
public enum Processing
{
    Pending,
    Ready,
    Failed,
}

/// <summary>What arrived and was verified: the facts from which a picture begins.</summary>
public sealed record NewImage(UserId OwnerId, ObjectKey Key, ContentHash Hash, long SizeBytes, ImageFacts Facts, string FileName)
{
    /// <summary>The id that was promised to whoever sent it; null for a fresh one.</summary>
    public ImageId? Id { get; init; }

    /// <summary>When it is to be deleted; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>A picture that somebody owns.</summary>
public sealed class Image
{
    public const int MaxTitleLength = 200;
    public const int MaxFileNameLength = FileNames.MaxLength;
    public const int MaxTags = 10;
    public const int MaxTagLength = 32;
    public const int MaxErrorLength = 300;
    public const int MaxSearchLength = SearchTexts.MaxLength;

    /// <summary>PostgreSQL has no place for this character in its texts.</summary>
    public const char Unstorable = '\0';

    private readonly List<ImageTag> tags = [];
    private readonly List<ImageVariant> variants = [];

    // For the database.
    private Image()
    {
        FileName = SearchText = string.Empty;
    }

    public ImageId Id { get; private set; }

    public UserId OwnerId { get; private set; }

    public ObjectKey Key { get; private set; }

    public ContentHash Hash { get; private set; }

    public ImageFormat Format { get; private set; }

    public long SizeBytes { get; private set; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public int Frames { get; private set; }

    public DeliveryLayout? PublicLayout { get; private set; }

    public int Orientation { get; private set; }

    public string? CameraMake { get; private set; }

    public string? CameraModel { get; private set; }

    public string? Lens { get; private set; }

    public string? TakenAt { get; private set; }

    /// <summary>This and the following ones come with the renditions (see <see cref="PictureDigest"/>).</summary>
    public string? ColourSpace { get; private set; }

    public string? DominantColour { get; private set; }

    public string? ThumbHash { get; private set; }

    public string? PerceptualHash { get; private set; }

    public string FileName { get; private set; }

    public string? Title { get; private set; }

    public bool IsPublic { get; private set; }

    /// <summary>The pages that may show the picture; null for all.</summary>
    public AllowedReferers? AllowedReferers { get; private set; }

    /// <summary>Since when an operator withholds the picture from everybody, its owner included; null when nobody does.</summary>
    public DateTimeOffset? BlockedAt { get; private set; }

    /// <summary>Since when the picture lies in the trash, where nobody finds it; null while it is in use.</summary>
    public DateTimeOffset? TrashedAt { get; private set; }

    /// <summary>From when on nobody finds the picture, and it is deleted; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>The collection that it belongs to, or will again when it comes back from the trash.</summary>
    public CollectionId? CollectionId { get; private set; }

    /// <summary>Its place in the collection.</summary>
    public long CollectionPosition { get; private set; }

    /// <summary>What a search looks through.</summary>
    public string SearchText { get; private set; }

    /// <summary>Since when nobody sees the picture any more, because its owner has left and it is about to be removed.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public Processing Processing { get; private set; }

    public int Attempts { get; private set; }

    public DateTimeOffset? NextAttemptAt { get; private set; }

    /// <summary>Who works on the renditions now; a worker whose lease was taken over finds another token here.</summary>
    public string? LeaseToken { get; private set; }

    public DateTimeOffset? LeasedUntil { get; private set; }

    public string? LastError { get; private set; }

    public IReadOnlyList<ImageTag> Tags => tags;

    public IReadOnlyList<ImageVariant> Variants => variants;

    public static Result<Image> Create(NewImage arrived, string? title, IReadOnlyList<string> tags, bool isPublic, DateTimeOffset now)
    {
        var image = new Image
        {
            Id = arrived.Id ?? ImageId.New(),
            OwnerId = arrived.OwnerId,
            Key = arrived.Key,
            Hash = arrived.Hash,
            Format = arrived.Facts.Format,
            SizeBytes = arrived.SizeBytes,
            Width = arrived.Facts.Size.Width,
            Height = arrived.Facts.Size.Height,
            Frames = arrived.Facts.Frames,
            PublicLayout = arrived.Facts.PublicLayout,
            Orientation = arrived.Facts.Capture.Orientation,
            CameraMake = arrived.Facts.Capture.CameraMake,
            CameraModel = arrived.Facts.Capture.CameraModel,
            Lens = arrived.Facts.Capture.Lens,
            TakenAt = arrived.Facts.Capture.TakenAt,
            FileName = arrived.FileName,
            IsPublic = isPublic,
            ExpiresAt = arrived.ExpiresAt,
            CreatedAt = now,
            UpdatedAt = now,
            Processing = Processing.Pending,
            NextAttemptAt = now,
        };
        return image.Rename(title, now).Bind(_ => image.Tag(tags, now)).Map(_ => image);
    }

    /// <summary>Sets the title; an empty one clears it.</summary>
    public Result<Success> Rename(string? title, DateTimeOffset now)
    {
        var trimmed = title?.Trim();
        if (trimmed is { Length: > MaxTitleLength } || trimmed?.Contains(Unstorable, StringComparison.Ordinal) == true)
        {
            return Error.Validation("title", $"A title has at most {MaxTitleLength} characters, none of them U+0000.");
        }

        Title = string.IsNullOrEmpty(trimmed) ? null : trimmed;
        return Changed(now);
    }

    /// <summary>Replaces all tags. Tags are trimmed; doubles count once.</summary>
    public Result<Success> Tag(IReadOnlyList<string> names, DateTimeOffset now)
    {
        var distinct = names.Select(name => name.Trim()).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (distinct.Count > MaxTags || distinct.Exists(name => name.Length > MaxTagLength || name.Contains(Unstorable, StringComparison.Ordinal)))
        {
            return Error.Validation("tags", $"A picture has at most {MaxTags} tags of at most {MaxTagLength} characters each, none of them U+0000.");
        }

        tags.RemoveAll(tag => !distinct.Contains(tag.Name, StringComparer.Ordinal));
        for (var position = 0; position < distinct.Count; position++)
        {
            PlaceTag(distinct[position], position);
        }

        return Changed(now);
    }

    /// <summary>Gives a tag another name; the place of a tag that is there under that name already is kept. A null name takes the tag away.</summary>
    public Result<Success> RenameTag(string name, string? newName, DateTimeOffset now)
    {
        var names = tags.OrderBy(tag => tag.Position).Select(tag => string.Equals(tag.Name, name, StringComparison.Ordinal) ? newName : tag.Name);
        return Tag([.. names.OfType<string>()], now);
    }

    public void Trash(DateTimeOffset now) => TrashedAt = UpdatedAt = now;

    public void Restore(DateTimeOffset now)
    {
        TrashedAt = null;
        UpdatedAt = now;
    }

    /// <param name="end">Null for good.</param>
    public void LiveUntil(DateTimeOffset? end, DateTimeOffset now)
    {
        ExpiresAt = end;
        UpdatedAt = now;
    }

    /// <param name="collection">Null takes it out of its collection.</param>
    public void MoveTo(CollectionId? collection, long position, DateTimeOffset now)
    {
        CollectionId = collection;
        CollectionPosition = collection is null ? 0 : position;
        UpdatedAt = now;
    }

    public void SetVisibility(bool isPublic, DateTimeOffset now)
    {
        IsPublic = isPublic;
        UpdatedAt = now;
    }

    /// <param name="referers">Null lets all pages show the picture.</param>
    public void Restrict(AllowedReferers? referers, DateTimeOffset now)
    {
        AllowedReferers = referers;
        UpdatedAt = now;
    }

    private Result<Success> Changed(DateTimeOffset now)
    {
        SearchText = SearchTexts.Of([.. tags.OrderBy(tag => tag.Position).Select(tag => tag.Name), Title, FileName]);
        UpdatedAt = now;
        return Success.Value;
    }

    private void PlaceTag(string name, int position)
    {
        if (tags.Find(tag => string.Equals(tag.Name, name, StringComparison.Ordinal)) is { } kept)
        {
            kept.MoveTo(position);
        }
        else
        {
            tags.Add(ImageTag.Create(this, position, name));
        }
    }
}
