using System.ComponentModel;
using System.Text.Json.Serialization;
using Picora.Application.Media;

namespace Picora.Api.Endpoints.Media;

/// <summary>What is changed of a picture or a video; what is absent stays.</summary>
internal sealed record MediaPatch(
    string? Title,
    IReadOnlyList<string>? Tags,
    bool? IsPublic,
    [property: Description("Another name of `isPublic`."), JsonPropertyName("is_public")] bool? IsPublicAlias)
{
    /// <summary>The change of the referers; null when the body does not speak of them, which is not the same as null in the body.</summary>
    [JsonIgnore]
    public RefererChange? Referers { get; private init; }

    [Description("Hosts, `*.host` or `self`; null for no rule.")]
    public IReadOnlyList<string>? AllowedReferers
    {
        get => Referers?.Patterns;
        init => Referers = new RefererChange(value);
    }
}
