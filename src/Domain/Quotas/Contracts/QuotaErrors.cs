namespace Picora.Domain.Quotas.Contracts;

public static class QuotaErrors
{
    public static readonly Error PlanInactive =
        new(ErrorKind.Forbidden, "PLAN_INACTIVE", "No plan is active: activate one to store something");

    public static Error Exceeded(QuotaType type, long used, long limit) => new(
        ErrorKind.Forbidden,
        "QUOTA_EXCEEDED",
        $"Quota exceeded: {type.ToName()}",
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["type"] = type.ToName(), ["used"] = used, ["limit"] = limit });
}
