namespace Picora.Infrastructure.Imaging.Inspection.Heif;

/// <summary>Something that a file holds: the picture, a tile, its transparency, its metadata.</summary>
internal sealed class HeifItem
{
    /// <summary>Four characters such as <c>av01</c> or <c>hvc1</c>; empty when the file names only a place for it.</summary>
    public string Type { get; set; } = "";

    /// <summary>Where its bytes are in the file, in order.</summary>
    public List<HeifExtent> Extents { get; } = [];

    /// <summary>The indexes of its properties, from 1.</summary>
    public List<int> Properties { get; } = [];

    public bool IsPicture => Type is "av01" or "hvc1" or "grid" or "iden" or "iovl";

    /// <summary>EXIF, XMP, and whatever else is no part of the picture.</summary>
    public bool IsMetadata => Type is "Exif" or "mime" or "uri ";
}

/// <summary>A range of the file.</summary>
internal readonly record struct HeifExtent(long Offset, long Length);
