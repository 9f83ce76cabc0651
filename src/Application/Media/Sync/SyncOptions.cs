using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Media.Sync;

/// <summary>Settings under <c>Picora:Sync</c>.</summary>
public sealed class SyncOptions
{
    public const string Section = "Picora:Sync";

    /// <summary>Days that a deletion is told to clients that keep a copy of a library; one that asks less often is told to begin anew.</summary>
    [Range(1, 3650)]
    public int TombstoneDays { get; set; } = 30;
}
