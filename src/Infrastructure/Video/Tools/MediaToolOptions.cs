using System.ComponentModel.DataAnnotations;

namespace Picora.Infrastructure.Video.Tools;

/// <summary>Settings under <c>Picora:MediaTools</c>: how ffmpeg and ffprobe are run.</summary>
public sealed class MediaToolOptions
{
    public const string Section = "Picora:MediaTools";

    /// <summary>The program ffmpeg: a name to look for or a path.</summary>
    [Required]
    public string Ffmpeg { get; set; } = "ffmpeg";

    /// <summary>The program ffprobe: a name to look for or a path.</summary>
    [Required]
    public string Ffprobe { get; set; } = "ffprobe";

    /// <summary>Megabytes of address space that one process may have; it ends when it asks for more. What it really holds is about a third.</summary>
    [Range(256, 1_000_000)]
    public int MemoryMegabytes { get; set; } = 3072;

    /// <summary>Seconds after which a process that looks at a file, and does no work on it, is ended.</summary>
    [Range(1, 600)]
    public int ProbeSeconds { get; set; } = 30;

    /// <summary>How many files that have just arrived are looked at at once; the others wait for their turn, and after <see cref="ProbeSeconds"/> are told to come again.</summary>
    [Range(1, 1000)]
    public int MostLooks { get; set; } = 4;

    /// <summary>How far work on files stands back behind everything else: 0 (not at all) to 19.</summary>
    [Range(0, 19)]
    public int Niceness { get; set; } = 10;

    /// <summary>The most pixels of one frame that is decoded: 8192 × 4352.</summary>
    [Range(1, int.MaxValue)]
    public int MaxFramePixels { get; set; } = 35_651_584;
}
