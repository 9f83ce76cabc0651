using Picora.Api.Documentation;
using Picora.Application.Moderation;

namespace Picora.Api.Endpoints.Moderation;

internal static class ModerationExamples
{
    private const string Id = "r7S8t9U0v1W2x3Y4z5A6b";
    private const string Details = "This is my photograph, and I have not allowed it.";

    public static readonly ReportBody Body = new("image", "Qw3rTy7uIo1", Url: null, "copyright", Details);

    public static readonly ReportReceipt Receipt = new(Id, "pending", Samples.Now);

    public static readonly ReportResponse Waiting = new(
        Id, "pending", "image", "Qw3rTy7uIo1", "a1B2c3D4e5F6g7H8i9J0k", "copyright", Details, ReporterId: null, Action: null, Note: null, DecidedBy: null, DecidedAt: null, Samples.Now);

    public static readonly ReportListResponse List = new([Waiting], null, HasMore: false, Pending: 1);

    public static readonly DecideReport Decision = new("remove", "The photographer has shown us the original.");

    public static readonly ReportResponse Decided = Waiting with
    {
        Status = "resolved",
        Action = "remove",
        Note = Decision.Note,
        DecidedBy = "z9Y8x7W6v5U4t3S2r1Q0p",
        DecidedAt = Samples.Now,
    };
}
