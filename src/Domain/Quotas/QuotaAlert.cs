using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Domain.Quotas;

/// <summary>What a person has been told about one quota, so that each crossing is told once.</summary>
public sealed class QuotaAlert
{
    /// <summary>The shares of a limit at which its owner is told, in per cent.</summary>
    public static readonly IReadOnlyList<int> Steps = [80, 100];

    // How far below a step the use must fall before the same step is told again.
    private const int Slack = 5;
    private const int Percent = 100;

    private QuotaAlert(UserId ownerId, QuotaType type)
    {
        OwnerId = ownerId;
        Type = type;
    }

    public UserId OwnerId { get; private set; }

    public QuotaType Type { get; private set; }

    /// <summary>The day (yyyymmdd) or the month (yyyymm) that it was about; 0 for a quota that does not begin anew.</summary>
    public int Period { get; private set; }

    /// <summary>The highest step that the owner knows of; 0 for none.</summary>
    public int Told { get; private set; }

    public static QuotaAlert Create(UserId ownerId, QuotaType type) => new(ownerId, type);

    /// <summary>The step that a use has reached; 0 for none. A limit of nothing has no steps.</summary>
    public static int StepOf(long used, long limit) => limit <= 0 ? 0 : Steps.LastOrDefault(step => (Int128)used * Percent >= (Int128)limit * step);

    /// <summary>Takes note of the present use; the step that its owner is to be told of now, or null.</summary>
    public int? Note(long used, long limit, int period)
    {
        if (Period != period)
        {
            (Period, Told) = (period, 0);
        }

        var step = StepOf(used, limit);
        if (step > Told)
        {
            Told = step;
            return step;
        }

        // Whoever hovers about a step is not told each time.
        Told = Math.Min(Told, StepOf(WithSlack(used, limit), limit));
        return null;
    }

    private static long WithSlack(long used, long limit) => (long)Int128.Min(used + ((Int128)limit * Slack / Percent), long.MaxValue);
}
