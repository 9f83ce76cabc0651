using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Changes what is present; at least one member is.</summary>
/// <param name="Description">Empty clears it.</param>
/// <param name="AllowedIps">Empty allows all addresses.</param>
[RequireSession]
public sealed record UpdateApiKey(string? Name, string? Description, IReadOnlyList<string?>? Scopes, IReadOnlyList<string?>? AllowedIps = null)
    : IRequest<Result<ApiKeyView>>
{
    [JsonIgnore]
    public string Id { get; init; } = string.Empty;
}

internal sealed class UpdateApiKeyValidator : AbstractValidator<UpdateApiKey>
{
    public UpdateApiKeyValidator()
    {
        RuleFor(request => request.Name).IsStorable()
            .Must(name => name is null || name.Trim().Length is > 0 and <= ApiKey.MaxNameLength)
            .WithMessage($"A name has 1 to {ApiKey.MaxNameLength} characters.");
        RuleFor(request => request.Description).IsStorable().MaximumLength(ApiKey.MaxDescriptionLength);
        RuleFor(request => request.Scopes).AreScopes();
        RuleFor(request => request.AllowedIps).AreAddresses();
        RuleFor(request => request)
            .Must(request => request is not { Name: null, Description: null, Scopes: null, AllowedIps: null })
            .OverridePropertyName("body")
            .WithMessage("At least one of name, description, scopes and allowedIps is needed.");
    }
}

internal sealed class UpdateApiKeyHandler(IAccountsDb db, IUnitOfWork unitOfWork, ICaller caller, IAuditLog audit)
    : IRequestHandler<UpdateApiKey, Result<ApiKeyView>>
{
    public Task<Result<ApiKeyView>> Handle(UpdateApiKey request, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAsync(token => UpdateAsync(request, token), cancellationToken);

    private async Task<Result<ApiKeyView>> UpdateAsync(UpdateApiKey request, CancellationToken cancellationToken)
    {
        var (id, owner) = (new ApiKeyId(request.Id), caller.Current.UserId);
        var key = await db.ApiKeys.SingleOrDefaultAsync(
            row => row.Id == id && row.OwnerId == owner && row.RevokedAt == null, cancellationToken);
        if (key is null)
        {
            return AccountErrors.KeyNotFound;
        }

        audit.Record(owner, AuditAction.KeyChanged, key.Id.Value);
        if (request.Scopes is { } names)
        {
            key.Grant(ScopeNames.Parse(names)!.Value);
        }

        if (request.AllowedIps is { } addresses)
        {
            key.Confine(AllowedAddresses.Create(addresses).Value);
        }

        var renamed = request.Name is null ? Success.Value : key.Rename(request.Name);
        var described = request.Description is null ? Success.Value : key.Describe(request.Description);
        return renamed.Bind(_ => described).Map(_ => ApiKeyView.From(key));
    }
}
