using Picora.Domain;

namespace Picora.Application.Moderation;

internal static class ReportErrors
{
    public static readonly Error NothingThere = Error.NotFound("There is nothing to report under this id or address");

    public static readonly Error NotFound = Error.NotFound("Report not found");

    public static readonly Error ThingNotFound = Error.NotFound("There is no such image, video, audio file or document");

    public static readonly Error Gone = Error.NotFound("The reported thing is gone: dismiss the report or ban its owner");

    public static readonly Error Decided = new(ErrorKind.Conflict, "CONFLICT", "This report was decided already");
}
