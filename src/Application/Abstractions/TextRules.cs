using FluentValidation;

namespace Picora.Application.Abstractions;

/// <summary>What every text that is stored must be like.</summary>
public static class TextRules
{
    /// <summary>PostgreSQL has no place for U+0000 in its texts, so no engine gets one.</summary>
    public static IRuleBuilderOptions<T, string?> IsStorable<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text?.Contains('\0', StringComparison.Ordinal) != true).WithMessage("A text holds no character U+0000.");
}
