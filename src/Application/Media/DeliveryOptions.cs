using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Media;

/// <summary>Settings under <c>Picora:Media</c>: how bytes go out.</summary>
public sealed class DeliveryOptions
{
    public const string Section = "Picora:Media";

    /// <summary>Days after which a start of the server makes a new key for signed addresses; 0 never does. Older keys still verify.</summary>
    [Range(0, 36500)]
    public int UrlKeyDays { get; set; } = 90;
}
