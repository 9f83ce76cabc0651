namespace Picora.Application.Media.Contracts;

/// <summary>The making of the standing renditions, as a kind of work.</summary>
public static class ImageVariants
{
    public const string QueueKind = "image-variants";
}
