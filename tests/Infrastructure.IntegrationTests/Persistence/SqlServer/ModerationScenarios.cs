using Picora.Application.Moderation;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>Reports and what operators do about them.</summary>
internal static class ModerationScenarios
{
    private const string Id = Scenarios.Id;

    public static readonly IReadOnlyList<Scenario> All =
    [
        Scenarios.Send(() => new ReportThing("image", Scenarios.ImageId, null, "spam", "Details", null)),
        Scenarios.Send(() => new ReportThing("video", Id, null, "spam", null, null)),
        Scenarios.Send(() => new ReportThing("audio", Id, null, "spam", null, null)),
        Scenarios.Send(() => new ReportThing("doc", Id, null, "spam", null, null)),
        Scenarios.Send(() => new ListReports(null, null, null)),
        Scenarios.Send(() => new ListReports("pending", new Application.Abstractions.PageCursor(Id, DateTimeOffset.UnixEpoch).ToString(), "1")),
        Scenarios.Send(() => new DecideReport("dismiss", "Note") { Id = Id }),
        Scenarios.Send(() => new DecideReport("restrict", null) { Id = Id }),
        Scenarios.Send(() => new DecideReport("ban_user", null) { Id = Id }),
        Scenarios.Send(() => new BlockThing(Scenarios.ImageId, Blocked: true)),
        Scenarios.Send(() => new BlockThing(Id, Blocked: true)),
    ];
}
