using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Domain.Media.Videos;

/// <summary>What arrived and was found to be a video.</summary>
/// <param name="Size">As a person sees it.</param>
/// <param name="Duration">Null when the file does not say.</param>
public sealed record NewVideo(
    UserId OwnerId, ObjectKey Key, ContentHash Hash, long SizeBytes, MediaContainer Container, Dimensions Size, TimeSpan? Duration, string FileName)
{
    /// <summary>The id that was promised for it; null for a new one.</summary>
    public VideoId? Id { get; init; }
}

/// <summary>A video that somebody owns.</summary>
public sealed class Video
{
    public const int MaxTitleLength = 255;
    public const int MaxTags = 10;
    public const int MaxTagLength = 32;
    public const int MaxTagText = MaxTags * (MaxTagLength + 1);
    public const int MaxErrorLength = 500;
    public const int MaxSearchLength = 1024;
    private const char TagSeparator = '\n';

    private readonly List<VideoFile> files = [];

    // For the database.
    private Video() => FileName = Title = TagText = SearchText = string.Empty;

    public VideoId Id { get; private set; }

    public UserId OwnerId { get; private set; }

    public ObjectKey Key { get; private set; }

    public ContentHash Hash { get; private set; }

    public MediaContainer Container { get; private set; }

    public long SizeBytes { get; private set; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>In milliseconds; null until known.</summary>
    public long? DurationMilliseconds { get; private set; }

    public string FileName { get; private set; }

    public string Title { get; private set; }

    /// <summary>The tags in order, each on a line; see <see cref="TagsOf"/>.</summary>
    public string TagText { get; private set; }

    /// <summary>What a search looks through.</summary>
    public string SearchText { get; private set; }

    public bool IsPublic { get; private set; }

    /// <summary>The pages that may show the video; null for all.</summary>
    public AllowedReferers? AllowedReferers { get; private set; }

    /// <summary>Since when an operator withholds the video from everybody, its owner included; null when nobody does.</summary>
    public DateTimeOffset? BlockedAt { get; private set; }

    /// <summary>Since when nobody sees the video any more, because its owner has left and it is about to be removed.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public Processing Processing { get; private set; }

    /// <summary>How far the work on it has come, in per cent.</summary>
    public int Progress { get; private set; }

    public int Attempts { get; private set; }

    public DateTimeOffset? NextAttemptAt { get; private set; }

    /// <summary>Who works on the video now; a worker whose lease was taken over finds another token here.</summary>
    public string? LeaseToken { get; private set; }

    public DateTimeOffset? LeasedUntil { get; private set; }

    /// <summary>A code and a sentence for its owner.</summary>
    public string? LastError { get; private set; }

    public IReadOnlyList<VideoFile> Files => files;

    public static IReadOnlyList<string> TagsOf(string tagText) => tagText.Length == 0 ? [] : tagText.Split(TagSeparator);

    /// <param name="title">Null or empty for the file's name without its extension.</param>
    public static Result<Video> Create(NewVideo arrived, string? title, IReadOnlyList<string> tags, bool isPublic, DateTimeOffset now)
    {
        var video = new Video
        {
            Id = arrived.Id ?? VideoId.New(),
            OwnerId = arrived.OwnerId,
            Key = arrived.Key,
            Hash = arrived.Hash,
            Container = arrived.Container,
            SizeBytes = arrived.SizeBytes,
            Width = arrived.Size.Width,
            Height = arrived.Size.Height,
            DurationMilliseconds = (long?)arrived.Duration?.TotalMilliseconds,
            FileName = arrived.FileName,
            IsPublic = isPublic,
            CreatedAt = now,
            UpdatedAt = now,
            Processing = Processing.Pending,
            NextAttemptAt = now,
        };
        return video.Rename(title, now).Bind(_ => video.Tag(tags, now)).Map(_ => video);
    }

    /// <summary>Sets the title; an empty one gives the file's name without its extension.</summary>
    public Result<Success> Rename(string? title, DateTimeOffset now)
    {
        var trimmed = title?.Trim();
        if (trimmed is { Length: > MaxTitleLength } || trimmed?.Contains(Image.Unstorable, StringComparison.Ordinal) == true)
        {
            return Error.Validation("title", $"A title has at most {MaxTitleLength} characters, none of them U+0000.");
        }

        Title = string.IsNullOrEmpty(trimmed) ? TitleOf(FileName) : trimmed;
        return Changed(now);
    }

    /// <summary>Replaces all tags. Tags are trimmed; doubles count once.</summary>
    public Result<Success> Tag(IReadOnlyList<string> names, DateTimeOffset now)
    {
        var distinct = names.Select(name => name.Trim()).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (distinct.Count > MaxTags || distinct.Exists(name => name.Length > MaxTagLength || name.Any(char.IsControl)))
        {
            return Error.Validation("tags", $"A video has at most {MaxTags} tags of at most {MaxTagLength} characters each, none of them a control character.");
        }

        TagText = string.Join(TagSeparator, distinct);
        return Changed(now);
    }

    public void SetVisibility(bool isPublic, DateTimeOffset now)
    {
        IsPublic = isPublic;
        UpdatedAt = now;
    }

    /// <param name="referers">Null lets all pages show the video.</param>
    public void Restrict(AllowedReferers? referers, DateTimeOffset now)
    {
        AllowedReferers = referers;
        UpdatedAt = now;
    }

    private static string TitleOf(string fileName) => Path.GetFileNameWithoutExtension(fileName) is { Length: > 0 } name ? name : fileName;

    private Result<Success> Changed(DateTimeOffset now)
    {
        SearchText = SearchTexts.Of([.. TagsOf(TagText), Title, FileName]);
        UpdatedAt = now;
        return Success.Value;
    }
}
