using FluentValidation;

namespace Picora.Application.Media;

/// <summary>What every request that names several pictures must be like.</summary>
internal static class BatchRules
{
    public const int Most = 50;

    public static IRuleBuilderOptions<T, IReadOnlyList<string>?> AreSomeIds<T>(this IRuleBuilder<T, IReadOnlyList<string>?> rule) =>
        rule.Must(ids => ids is { Count: >= 1 and <= Most }).WithMessage($"ids holds 1 to {Most} ids.");
}
