using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Domain.Media.Tracks;

/// <summary>What arrived and was verified: the facts from which an audio file begins.</summary>
public sealed record NewTrack(UserId OwnerId, ObjectKey Key, ContentHash Hash, long SizeBytes, AudioFacts Facts, string FileName)
{
    /// <summary>The id that was promised for it; null for a new one.</summary>
    public string? Id { get; init; }
}

/// <summary>An audio file that somebody owns. The work that its row stands for is making the waveform.</summary>
public sealed class AudioTrack : WorkItem
{
    public const int MaxTitleLength = 255;
    public const int MaxFileNameLength = FileNames.MaxLength;
    public const int MaxSearchLength = Image.MaxSearchLength;

    private readonly List<AudioRendition> renditions = [];

    // For the database.
    private AudioTrack() => FileName = Title = SearchText = Codec = string.Empty;

    private AudioTrack(string? id, DateTimeOffset now)
        : base(now, id) => FileName = Title = SearchText = Codec = string.Empty;

    public UserId OwnerId { get; private set; }

    public ObjectKey Key { get; private set; }

    public ContentHash Hash { get; private set; }

    public AudioFormat Format { get; private set; }

    public long SizeBytes { get; private set; }

    public double? Seconds { get; private set; }

    public int? Bitrate { get; private set; }

    public string Codec { get; private set; }

    public int SampleRate { get; private set; }

    public int Channels { get; private set; }

    public string? TagTitle { get; private set; }

    public string? Artist { get; private set; }

    public string? Album { get; private set; }

    public string? Genre { get; private set; }

    public string? Year { get; private set; }

    public string FileName { get; private set; }

    public string Title { get; private set; }

    public bool IsPublic { get; private set; }

    /// <summary>Since when an operator withholds the file from everybody, its owner included; null when nobody does.</summary>
    public DateTimeOffset? BlockedAt { get; private set; }

    /// <summary>What a search looks through.</summary>
    public string SearchText { get; private set; }

    /// <summary>Since when nobody sees the file any more, because its owner has left and it is about to be removed.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public IReadOnlyList<AudioRendition> Renditions => renditions;

    /// <param name="title">Null or empty for the file's name without its extension.</param>
    public static Result<AudioTrack> Create(NewTrack arrived, string? title, bool isPublic, DateTimeOffset now)
    {
        var (facts, tags) = (arrived.Facts, arrived.Facts.Tags);
        var track = new AudioTrack(arrived.Id, now)
        {
            OwnerId = arrived.OwnerId,
            Key = arrived.Key,
            Hash = arrived.Hash,
            Format = facts.Format,
            SizeBytes = arrived.SizeBytes,
            Seconds = facts.Seconds,
            Bitrate = facts.Bitrate,
            Codec = facts.Codec,
            SampleRate = facts.SampleRate,
            Channels = facts.Channels,
            TagTitle = tags.Title,
            Artist = tags.Artist,
            Album = tags.Album,
            Genre = tags.Genre,
            Year = tags.Year,
            FileName = arrived.FileName,
            IsPublic = isPublic,
            UpdatedAt = now,
        };
        return track.Rename(title, now).Map(_ => track);
    }

    /// <summary>Sets the title; an empty one is the file's name without its extension.</summary>
    public Result<Success> Rename(string? title, DateTimeOffset now)
    {
        var trimmed = title?.Trim();
        if (trimmed is { Length: > MaxTitleLength } || trimmed?.Contains(Image.Unstorable, StringComparison.Ordinal) == true)
        {
            return Error.Validation("title", $"A title has at most {MaxTitleLength} characters, none of them U+0000.");
        }

        Title = string.IsNullOrEmpty(trimmed) ? DefaultTitle() : trimmed;
        SearchText = SearchTexts.Of([Title, FileName, TagTitle, Artist, Album]);
        UpdatedAt = now;
        return Success.Value;
    }

    public void SetVisibility(bool isPublic, DateTimeOffset now)
    {
        IsPublic = isPublic;
        UpdatedAt = now;
    }

    public void Keep(AudioRendition rendition) => renditions.Add(rendition);

    private string DefaultTitle() => Path.GetFileNameWithoutExtension(FileName) is { Length: > 0 } name ? name : FileName;
}
