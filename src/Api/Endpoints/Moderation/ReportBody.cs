using System.ComponentModel;
using Picora.Application.Moderation;

namespace Picora.Api.Endpoints.Moderation;

/// <summary>What somebody reports, on either surface.</summary>
internal sealed record ReportBody(
    [property: Description("`image` (or `file`), `video`, `audio` or `doc`; with `targetId`.")] string? TargetType,
    string? TargetId,
    [property: Description("The address where it was seen, in the place of the two above.")] string? Url,
    [property: Description("`illegal`, `csam`, `sexual`, `violence`, `hate`, `copyright`, `spam` or `other`.")] string? Reason,
    [property: Description("At most 2,000 characters.")] string? Details,
    [property: Description("Needed when `CAPTCHA_REQUIRED` was answered.")] string? CaptchaToken = null)
{
    public ReportThing ToRequest() => new(TargetType, TargetId, Url, Reason, Details, CaptchaToken);
}

/// <param name="Status"><c>pending</c>, <c>resolved</c> or <c>dismissed</c>.</param>
internal sealed record ReportReceipt(string Id, string Status, DateTimeOffset CreatedAt)
{
    public static ReportReceipt Of(FiledReport report) => new(report.Id, report.Status, report.CreatedAt);
}
