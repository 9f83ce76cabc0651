namespace Picora.Domain.Accounts.Contracts;

/// <summary>The plans by their contract names; their limits are configuration.</summary>
public enum Plan
{
    None,
    Trial,
    Pro,
    ProPlus,
}

public static class PlanNames
{
    public static string ToName(this Plan plan) => plan switch
    {
        Plan.None => "none",
        Plan.Trial => "trial",
        Plan.Pro => "pro",
        Plan.ProPlus => "pro_plus",
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan, null),
    };

    public static Plan? FromName(string? name) => name switch
    {
        "none" => Plan.None,
        "trial" => Plan.Trial,
        "pro" => Plan.Pro,
        "pro_plus" => Plan.ProPlus,
        _ => null,
    };
}
