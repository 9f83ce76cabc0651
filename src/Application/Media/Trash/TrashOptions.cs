using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Media.Trash;

/// <summary>Settings under <c>Picora:Trash</c>.</summary>
public sealed class TrashOptions
{
    public const string Section = "Picora:Trash";

    /// <summary>Whether a deletion that does not say <c>trash=true</c> or <c>trash=false</c> puts pictures into the trash. Off: they are gone for good, and their bytes count no more.</summary>
    public bool ByDefault { get; set; }

    /// <summary>Days that a picture stays in the trash, with its bytes counted; then it is gone for good. Deleted collections are remembered as long.</summary>
    [Range(1, 3650)]
    public int RetentionDays { get; set; } = 30;
}
