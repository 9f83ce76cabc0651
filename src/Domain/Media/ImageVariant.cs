using Picora.Domain.Uploads.Contracts;

namespace Picora.Domain.Media;

/// <summary>A stored rendition of a picture.</summary>
public sealed class ImageVariant
{
    public const int MaxNameLength = 32;

    private ImageVariant(ImageId imageId, string name, ObjectKey key, int width, int height, long sizeBytes)
    {
        ImageId = imageId;
        Name = name;
        Key = key;
        Width = width;
        Height = height;
        SizeBytes = sizeBytes;
    }

    public ImageId ImageId { get; private set; }

    public string Name { get; private set; }

    public ObjectKey Key { get; private set; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public long SizeBytes { get; private set; }

    public static ImageVariant Create(ImageId imageId, string name, ObjectKey key, Dimensions size, long sizeBytes) =>
        new(imageId, name, key, size.Width, size.Height, sizeBytes);
}
