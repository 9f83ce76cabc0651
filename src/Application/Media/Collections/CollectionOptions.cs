using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Media.Collections;

/// <summary>Settings under <c>Picora:Collections</c>. How many collections somebody may have is their plan's <c>KbCount</c>.</summary>
public sealed class CollectionOptions
{
    public const string Section = "Picora:Collections";

    /// <summary>How many collection types of their own one user may have; past it 403.</summary>
    [Range(0, 1000)]
    public int MaxCustomTypes { get; set; } = 10;
}
