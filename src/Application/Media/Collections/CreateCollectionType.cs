using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Collections;

namespace Picora.Application.Media.Collections;

/// <summary>Needs the plan pro_plus.</summary>
[RequireScope(Scope.CollectionsWrite)]
public sealed record CreateCollectionType(string? Name, string? Slug, IReadOnlyList<string>? AllowedResourceTypes, string? Icon, string? Description)
    : IRequest<Result<CollectionTypeResponse>>;

internal sealed class CreateCollectionTypeValidator : AbstractValidator<CreateCollectionType>
{
    public CreateCollectionTypeValidator()
    {
        RuleFor(request => request.Name).IsStorable().Must(name => name?.Trim().Length is > 0 and <= CustomCollectionType.MaxNameLength)
            .WithMessage($"A name has 1 to {CustomCollectionType.MaxNameLength} characters.");
        RuleFor(request => request.Slug).Must(IsSlug)
            .WithMessage($"A slug has 1 to {CustomCollectionType.MaxSlugLength} characters of a-z, 0-9 and underscores, and begins without an underscore.");
        RuleFor(request => request.AllowedResourceTypes).NotNull().WithMessage("allowedResourceTypes is needed.").AreResourceTypes();
        RuleFor(request => request.Icon).IsStorable().MaximumLength(CustomCollectionType.MaxIconLength);
        RuleFor(request => request.Description).IsStorable().MaximumLength(CustomCollectionType.MaxDescriptionLength);
    }

    private static bool IsSlug(string? slug) => slug is { Length: > 0 and <= CustomCollectionType.MaxSlugLength }
        && slug[0] != '_' && slug.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_');
}

internal sealed class CreateCollectionTypeHandler(
    IMediaDb db, IUnitOfWork unitOfWork, CollectionTurns turns, ICaller caller, IOptions<CollectionOptions> options, TimeProvider time)
    : IRequestHandler<CreateCollectionType, Result<CollectionTypeResponse>>
{
    public async Task<Result<CollectionTypeResponse>> Handle(CreateCollectionType request, CancellationToken cancellationToken) =>
        caller.Current.Plan == Plan.ProPlus
            ? await unitOfWork.ExecuteAsync(token => AddAsync(request, token), cancellationToken)
            : CollectionErrors.PlanRequired(caller.Current.Plan);

    private async Task<Result<CollectionTypeResponse>> AddAsync(CreateCollectionType request, CancellationToken cancellationToken)
    {
        var (owner, limit) = (caller.Current.UserId, options.Value.MaxCustomTypes);
        await turns.TakeAsync(owner, cancellationToken);
        var slugs = await db.CollectionTypes.Where(type => type.OwnerId == owner).Select(type => type.Slug).ToListAsync(cancellationToken);
        if (slugs.Count >= limit)
        {
            return CollectionErrors.TooManyTypes(limit);
        }

        if (slugs.Contains(request.Slug!, StringComparer.Ordinal) || CollectionTypes.Parse(request.Slug) is not null)
        {
            return CollectionErrors.TypeSlugTaken;
        }

        var wanted = new NewCollectionType(
            request.Name!, request.Slug!, ResourceTypeNames.Parse(request.AllowedResourceTypes!)!.Value, request.Icon, request.Description);
        var created = CustomCollectionType.Create(owner, wanted, time.Now());
        db.CollectionTypes.Add(created);
        return CollectionTypeResponse.From(created);
    }
}
