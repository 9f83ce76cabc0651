using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Collections;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Media.Collections;

/// <param name="Slug">Made from the name when absent.</param>
/// <param name="CollectionType"><c>knowledge_base</c> when absent; it never changes.</param>
/// <param name="AllowedResourceTypes">What is usual for the type when absent; it can only grow.</param>
/// <param name="CustomTypeId">With the type <c>custom</c> only, and needed there.</param>
/// <param name="KbType"><c>creator</c>, also when absent, or <c>output</c>.</param>
[RequireScope(Scope.CollectionsWrite)]
public sealed record CreateCollection(
    string? Name, string? Slug, string? Description, string? CollectionType, IReadOnlyList<string>? AllowedResourceTypes, string? CustomTypeId, string? KbType)
    : IRequest<Result<CollectionResponse>>;

internal sealed class CreateCollectionValidator : AbstractValidator<CreateCollection>
{
    public CreateCollectionValidator()
    {
        RuleFor(request => request.Name).NotNull().WithMessage("name is needed.").IsCollectionName();
        RuleFor(request => request.Slug).Must(slug => string.IsNullOrEmpty(slug) || CollectionSlug.IsValid(slug))
            .WithMessage("A slug has 2 to 64 characters of a-z, 0-9 and hyphens, and begins and ends without a hyphen.");
        RuleFor(request => request.Description).IsStorable().MaximumLength(Collection.MaxDescriptionLength);
        RuleFor(request => request.CollectionType).Must(type => type is null || CollectionTypes.Parse(type) is not null)
            .WithMessage("collectionType is not one that there is.");
        RuleFor(request => request.AllowedResourceTypes).AreResourceTypes();
        RuleFor(request => request.KbType).Must(use => use is null || CollectionTypes.ParseUse(use) is not null).WithMessage("kbType is creator or output.");
        RuleFor(request => request.CustomTypeId).NotEmpty().When(IsCustom).WithMessage("The type custom needs a customTypeId.");
        RuleFor(request => request.CustomTypeId).Null().Unless(IsCustom).WithMessage("customTypeId goes with the type custom only.");
    }

    private static bool IsCustom(CreateCollection request) => CollectionTypes.Parse(request.CollectionType) == Domain.Media.Collections.CollectionType.Custom;
}

internal sealed class CreateCollectionHandler(
    IMediaDb db, IUnitOfWork unitOfWork, IQuotaLedger ledger, CollectionTurns turns, ICaller caller, TimeProvider time)
    : IRequestHandler<CreateCollection, Result<CollectionResponse>>
{
    public Task<Result<CollectionResponse>> Handle(CreateCollection request, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAsync(token => AddAsync(request, token), cancellationToken);

    private async Task<Result<CollectionResponse>> AddAsync(CreateCollection request, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        await turns.TakeAsync(owner, cancellationToken);
        var charged = await ledger.ChargeAsync(owner, caller.Current.Plan, QuotaType.CollectionCount, cancellationToken);
        if (!charged.IsSuccess)
        {
            return CollectionErrors.AtLimit(charged.Error);
        }

        var slug = await ChooseSlugAsync(owner, request, cancellationToken);
        var type = request.CollectionType is null ? Domain.Media.Collections.CollectionType.KnowledgeBase : CollectionTypes.Parse(request.CollectionType)!.Value;
        var usual = await UsualAsync(owner, type, request.CustomTypeId, cancellationToken);
        if (!slug.IsSuccess || !usual.IsSuccess)
        {
            return slug.Error ?? usual.Error!;
        }

        var allowed = request.AllowedResourceTypes is { } names ? ResourceTypeNames.Parse(names)!.Value : usual.Value;
        CollectionTypeId? custom = request.CustomTypeId is { } id ? new CollectionTypeId(id) : null;
        var use = CollectionTypes.ParseUse(request.KbType) ?? CollectionUse.Creator;
        var collection = Collection.Create(new NewCollection(owner, request.Name!, slug.Value, request.Description, type, allowed, custom, use), time.Now());
        db.Collections.Add(collection);
        return CollectionViews.ShowEmpty(collection);
    }

    private async Task<Result<string>> ChooseSlugAsync(UserId owner, CreateCollection request, CancellationToken cancellationToken)
    {
        var wanted = string.IsNullOrEmpty(request.Slug) ? CollectionSlug.From(request.Name!) : request.Slug;
        if (!await db.Collections.AnyAsync(row => row.OwnerId == owner && row.Slug == wanted && row.DeletedAt == null, cancellationToken))
        {
            return wanted;
        }

        return string.IsNullOrEmpty(request.Slug) ? CollectionSlug.Vary(wanted) : CollectionErrors.SlugTaken;
    }

    private async Task<Result<ResourceTypes>> UsualAsync(UserId owner, CollectionType type, string? customTypeId, CancellationToken cancellationToken)
    {
        if (type != Domain.Media.Collections.CollectionType.Custom)
        {
            return CollectionTypes.Standard.First(known => known.Type == type).Allowed;
        }

        var id = new CollectionTypeId(customTypeId!);
        var allowed = await db.CollectionTypes.Where(row => row.Id == id && row.OwnerId == owner)
            .Select(row => (ResourceTypes?)row.Allowed).SingleOrDefaultAsync(cancellationToken);
        return allowed is { } found ? found : Error.Validation("customTypeId", "customTypeId is not one of your own collection types.");
    }
}

internal static class CollectionRules
{
    public static IRuleBuilderOptions<T, string?> IsCollectionName<T>(this IRuleBuilder<T, string?> rule) => rule.IsStorable()
        .Must(name => name is null || name.Trim().Length is > 0 and <= Collection.MaxNameLength).WithMessage($"A name has 1 to {Collection.MaxNameLength} characters.");

    public static IRuleBuilderOptions<T, IReadOnlyList<string>?> AreResourceTypes<T>(this IRuleBuilder<T, IReadOnlyList<string>?> rule) => rule
        .Must(names => names is null || (names.Count is > 0 and <= 16 && ResourceTypeNames.Parse(names) is not null))
        .WithMessage("allowedResourceTypes is a list of doc, image, video and audio.");
}
