using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Media.Archives;

/// <summary>Settings under <c>Picora:Archives</c>: pictures that are downloaded together.</summary>
public sealed class ArchiveOptions
{
    public const string Section = "Picora:Archives";

    /// <summary>How many pictures one download holds at most; past it 422. About 300 bytes of memory each while it runs.</summary>
    [Range(1, 1_000_000)]
    public int MaxItems { get; set; } = 5000;

    /// <summary>How many bytes of pictures one download holds at most; past it 422.</summary>
    [Range(1, long.MaxValue)]
    public long MaxBytes { get; set; } = 21_474_836_480;
}
