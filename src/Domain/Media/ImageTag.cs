using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Media;

/// <summary>A tag on a picture, with the picture's owner and age beside it, so that a tag's pictures are found in list order by one index.</summary>
public sealed class ImageTag
{
    private ImageTag(ImageId imageId, int position, string name, UserId ownerId, DateTimeOffset createdAt)
    {
        ImageId = imageId;
        Position = position;
        Name = name;
        OwnerId = ownerId;
        CreatedAt = createdAt;
    }

    public ImageId ImageId { get; private set; }

    public int Position { get; private set; }

    public string Name { get; private set; }

    public UserId OwnerId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    internal void MoveTo(int position) => Position = position;

    internal static ImageTag Create(Image image, int position, string name) => new(image.Id, position, name, image.OwnerId, image.CreatedAt);
}
