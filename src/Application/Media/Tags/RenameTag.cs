using FluentValidation;
using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media.Tags;

/// <summary>Gives a tag another name on all of the caller's pictures; with the name of another tag, the two become one.</summary>
[RequireScope(Scope.ImagesWrite)]
public sealed record RenameTag(string? From, string? To) : IRequest<Result<TagChange>>;

/// <param name="Changed">How many pictures had the tag, those in the trash included.</param>
public sealed record TagChange(int Changed);

internal sealed class RenameTagValidator : AbstractValidator<RenameTag>
{
    public RenameTagValidator()
    {
        RuleFor(request => request.From).IsTag();
        RuleFor(request => request.To).IsTag();
    }
}

internal sealed class RenameTagHandler(LibraryTags tags, ICaller caller) : IRequestHandler<RenameTag, Result<TagChange>>
{
    public async Task<Result<TagChange>> Handle(RenameTag request, CancellationToken cancellationToken)
    {
        var (from, to) = (request.From!.Trim(), request.To!.Trim());
        return string.Equals(from, to, StringComparison.Ordinal)
            ? new TagChange(0)
            : await tags.ChangeAsync(caller.Current.UserId, from, to, cancellationToken);
    }
}

internal static class TagRules
{
    public static IRuleBuilderOptions<T, string?> IsTag<T>(this IRuleBuilder<T, string?> rule) => rule.IsStorable()
        .Must(name => name?.Trim().Length is > 0 and <= Image.MaxTagLength).WithMessage($"A tag has 1 to {Image.MaxTagLength} characters.");
}
