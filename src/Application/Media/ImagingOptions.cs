using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Media;

/// <summary>Limits and tools of picture inspection and rendering.</summary>
public sealed class ImagingOptions
{
    public const string Section = "Picora:Imaging";

    /// <summary>Largest picture in bytes; a transfer stops with 413 at the first byte past it.</summary>
    [Range(1024, long.MaxValue)]
    public long MaxBytes { get; set; } = 50L * 1024 * 1024;

    /// <summary>The largest picture that is taken in, in pixels (width × height of one frame). Default 268,402,689 (16,383²).</summary>
    [Range(1, long.MaxValue)]
    public long MaxPixels { get; set; } = 268_402_689;

    /// <summary>The largest animation, in pixels of its canvas times its frames. Default 1,000,000,000.</summary>
    [Range(1, long.MaxValue)]
    public long MaxAnimationPixels { get; set; } = 1_000_000_000;

    /// <summary>The most frames of an animation. Default 5,000.</summary>
    [Range(1, int.MaxValue)]
    public int MaxFrames { get; set; } = 5_000;

    /// <summary>
    /// The most bytes of a file's structure that inspection holds in memory at once (AVIF's tables), and the most that are blanked out
    /// for public delivery. Default 1,048,576 (1 MiB).
    /// </summary>
    [Range(1_024, 64 * 1024 * 1024)]
    public int MaxMetadataBytes { get; set; } = 1024 * 1024;

    /// <summary>The largest SVG file, in bytes; it is cleaned in memory. Default 2,097,152 (2 MiB).</summary>
    [Range(1_024, 64 * 1024 * 1024)]
    public int MaxSvgBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>The most elements of an SVG file, counting again those that it repeats by reference. Default 500,000.</summary>
    [Range(1, int.MaxValue)]
    public int MaxSvgElements { get; set; } = 500_000;

    /// <summary>How deeply the elements of an SVG file may be nested. Default 200.</summary>
    [Range(1, 1_000)]
    public int MaxSvgDepth { get; set; } = 200;

    /// <summary>How many worker processes decode pictures. Null (the default) means one per core; 0 means none: rendering waits.</summary>
    [Range(0, 1_024)]
    public int? Workers { get; set; }

    /// <summary>Whether the workers are started with the server; else each one starts when it is first needed. Default true.</summary>
    public bool WarmStart { get; set; } = true;

    /// <summary>
    /// How many megapixels may wait for a worker while somebody waits for them; further live transforms are refused with 503 and
    /// <c>Retry-After</c>. A picture counts as one megapixel at least. Uploads and their renditions are never refused: they wait in their rows. Default 400.
    /// </summary>
    [Range(0, 1_000_000)]
    public int LiveQueueMegapixels { get; set; } = 400;

    /// <summary>
    /// How many megapixels all workers together may have in hand; whatever does not fit beside the others waits, and what is larger goes alone.
    /// Default 600.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MegapixelsInFlight { get; set; } = 600;

    /// <summary>
    /// How long a worker may take over one picture, in seconds, its start included, before it is killed and replaced; and how long a picture waits
    /// for a worker before it is put off. <c>Picora:Processing:LeaseSeconds</c> must be more than twice this. Default 30.
    /// </summary>
    [Range(1, 3_600)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>How many pictures a worker takes before a fresh one replaces it. Default 500.</summary>
    [Range(1, int.MaxValue)]
    public int RecycleAfter { get; set; } = 500;

    /// <summary>A worker that still holds more memory than this after a picture, in megabytes, is replaced. Default 384.</summary>
    [Range(64, 1024 * 1024)]
    public int RecycleAboveMegabytes { get; set; } = 384;

    /// <summary>The most memory that a worker may allocate, in megabytes; the kernel refuses it more. Default 1,024.</summary>
    [Range(64, 1024 * 1024)]
    public int WorkerMemoryMegabytes { get; set; } = 1_024;

    /// <summary>
    /// How much of its memory a worker may use to keep the pictures that were made to measure last, decoded, in megabytes: a page asks for several sizes
    /// of one picture in a row. 0 keeps none. Default 64.
    /// </summary>
    [Range(0, 1024 * 1024)]
    public int DecodedMegabytes { get; set; } = 64;

    /// <summary>The executable that is started as <c>imaging-worker</c>. Null (the default) means <c>picora</c> beside the running program.</summary>
    public string? WorkerPath { get; set; }

    /// <summary>libvips itself (<c>libvips-cpp.so.*</c>). Null (the default) means the one in <c>native/</c> beside the running program.</summary>
    public string? LibraryPath { get; set; }
}
