using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.RateLimits.Contracts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.RateLimits;

/// <summary>Which rules count a call, and for whom.</summary>
public sealed class RateRules
{
    private static readonly RateTier[] Tiers = Enum.GetValues<RateTier>();

    private readonly RateLimitsOptions limits;
    private readonly RateRule[][] users;
    private readonly RateRule[][] administrators;
    private readonly RateRule[][] strangers;
    private readonly Dictionary<string, (RateRule[] Calls, RateRule[] Uploads)> plans;

    public RateRules(IOptions<RateLimitsOptions> options, IOptionsMonitor<HourlyLimits> hourly)
    {
        limits = options.Value;
        users = [.. Tiers.Select(tier => WithCredential(tier, 1))];
        administrators = [.. Tiers.Select(tier => WithCredential(tier, limits.AdministratorFactor))];
        strangers = [.. Tiers.Select(Without)];
        plans = Enum.GetValues<Plan>().Select(plan => plan.ToName()).Append(HourlyLimits.Anonymous)
            .ToDictionary(plan => plan, plan => PerPlan(hourly.Get(plan)), StringComparer.Ordinal);
    }

    /// <summary>The rules of an operation: first its tier's, then whatever else counts it. None for a tier without limits.</summary>
    public IReadOnlyList<RateRule> Of(RateTier tier, Caller caller) => caller switch
    {
        { IsAuthenticated: false } => strangers[(int)tier],
        { IsAdministrator: true } => administrators[(int)tier],
        _ => users[(int)tier],
    };

    /// <summary>The same on the surface that counts by plans, per hour (contract section 5.3).</summary>
    public IReadOnlyList<RateRule> OfPlan(RateTier tier, Caller caller)
    {
        var (calls, uploads) = plans[caller.IsAuthenticated ? caller.Plan.ToName() : HourlyLimits.Anonymous];
        var rules = tier switch { RateTier.None => [], RateTier.Upload => uploads, _ => calls };
        return caller.IsAdministrator ? [.. rules.Select(rule => rule with { Limit = Times(rule.Limit, limits.AdministratorFactor) })] : rules;
    }

    /// <summary>A key counts by itself, a session for its account, anybody else for their network.</summary>
    public static RateSubject SubjectOf(Caller caller, IClient client) => caller.Credential switch
    {
        Credential.Anonymous => new RateSubject(RateSubjectKind.Network, client.Network),
        Credential.ApiKey => new RateSubject(RateSubjectKind.Key, caller.CredentialId),
        _ => new RateSubject(RateSubjectKind.Account, caller.UserId.Value),
    };

    /// <summary>Plans belong to accounts, whatever the credential.</summary>
    public static RateSubject PlanSubjectOf(Caller caller, IClient client) =>
        caller.IsAuthenticated ? new RateSubject(RateSubjectKind.Account, caller.UserId.Value) : SubjectOf(caller, client);

    private static int Times(int limit, int factor) => (int)Math.Min((long)limit * factor, int.MaxValue);

    private static (RateRule[] Calls, RateRule[] Uploads) PerPlan(HourlyLimits plan)
    {
        var calls = RateRule.PerHour(RateCounter.PlanCalls, plan.Calls);
        return ([calls], [RateRule.PerHour(RateCounter.PlanUploads, plan.Uploads), calls]);
    }

    private RateRule[] WithCredential(RateTier tier, int factor)
    {
        var hour = RateRule.PerHour(RateCounter.Hour, Times(limits.PerHour, factor));
        return tier switch
        {
            RateTier.None => [],
            RateTier.Read => [Minute(RateCounter.Read, limits.ReadPerMinute), hour],
            RateTier.Mutation => [Minute(RateCounter.Mutation, limits.MutationPerMinute), hour],
            RateTier.Upload => [Minute(RateCounter.Upload, limits.UploadPerMinute), hour],
            RateTier.Auth => [Minute(RateCounter.Auth, limits.AuthPerMinute), hour],
            RateTier.Exchange => Without(tier),
            _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, null),
        };

        RateRule Minute(RateCounter counter, int limit) => RateRule.PerMinute(counter, Times(limit, factor));
    }

    private RateRule[] Without(RateTier tier) => tier switch
    {
        RateTier.None => [],
        RateTier.Auth => [RateRule.PerMinute(RateCounter.Auth, limits.AuthPerMinute)],
        RateTier.Exchange => [RateRule.PerMinute(RateCounter.Exchange, limits.ExchangesPerMinute), RateRule.PerHour(RateCounter.ExchangeHour, limits.ExchangesPerHour)],
        _ => [RateRule.PerMinute(RateCounter.Anonymous, limits.AnonymousPerMinute)],
    };
}
