using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Media.Links;

/// <summary>Settings under <c>Picora:Links</c>.</summary>
public sealed class LinkOptions
{
    public const string Section = "Picora:Links";

    /// <summary>Days that a delete link works, which tools keep beside what they have uploaded; 0 hands out none, and those that were do not work.</summary>
    [Range(0, 36500)]
    public int DeleteLinkDays { get; set; } = 365;
}
