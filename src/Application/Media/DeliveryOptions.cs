using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Media;

/// <summary>Settings under <c>Picora:Media</c>: how bytes go out.</summary>
public sealed class DeliveryOptions
{
    public const string Section = "Picora:Media";

    /// <summary>Days after which a start of the server makes a new key for signed addresses; 0 never does. Older keys still verify.</summary>
    [Range(0, 36500)]
    public int UrlKeyDays { get; set; } = 90;

    /// <summary>
    /// How many pictures' rows are remembered, on SQLite, for as long as nothing is committed to the database; about 1 KB each.
    /// </summary>
    [Range(1, 10_000_000)]
    public int CachedRows { get; set; } = 10_000;

    /// <summary>
    /// Whether <c>/media</c> on other hosts refers to the media host when <c>Picora:Urls:Media</c> names one. Off: both serve media.
    /// </summary>
    public bool RedirectToMediaHost { get; set; } = true;

    /// <summary>
    /// The internal location of nginx in front under which it finds the object folder, such as <c>/_picora</c>: nginx then sends stored
    /// files itself, after Picora has decided (<c>X-Accel-Redirect</c>). Left empty: Picora sends them.
    /// </summary>
    [RegularExpression("^(/[A-Za-z0-9_-]+)*$")]
    public string AccelPrefix { get; set; } = string.Empty;

    /// <summary>
    /// What programs of the operator's own send as <c>X-Internal-Token</c> to be told where public media are stored; at least 32 characters. Left
    /// empty: nobody is told.
    /// </summary>
    [RegularExpression("^(.{32,})?$")]
    public string InternalToken { get; set; } = string.Empty;
}
