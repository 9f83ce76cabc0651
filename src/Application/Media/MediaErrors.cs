using Picora.Domain;

namespace Picora.Application.Media;

internal static class MediaErrors
{
    public static readonly Error ImageNotFound = Error.NotFound("Image not found");
}
