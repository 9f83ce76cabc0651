using System.Globalization;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.ApiKeys;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Pipeline;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Accounts;

/// <param name="Scopes">Names of any vocabulary of contract section 1.4; absent: all that read and write, none that delete.</param>
/// <param name="ExpiresAt">ISO 8601; absent: never.</param>
/// <param name="AllowedIps">Addresses and networks that it may be used from; absent or empty: all.</param>
[RequireSession]
public sealed record CreateApiKey(
    string? Name, IReadOnlyList<string?>? Scopes, string? ExpiresAt, string? Description, IReadOnlyList<string?>? AllowedIps = null)
    : IRequest<Result<CreatedApiKey>>;

internal sealed class CreateApiKeyValidator : AbstractValidator<CreateApiKey>
{
    public CreateApiKeyValidator()
    {
        RuleFor(request => request.Name).IsStorable()
            .Must(name => name?.Trim().Length is > 0 and <= ApiKey.MaxNewNameLength)
            .WithMessage($"A name has 1 to {ApiKey.MaxNewNameLength} characters.");
        RuleFor(request => request.Description).IsStorable().MaximumLength(ApiKey.MaxDescriptionLength);
        RuleFor(request => request.Scopes).AreScopes();
        RuleFor(request => request.ExpiresAt).IsInstant();
        RuleFor(request => request.AllowedIps).AreAddresses();
    }
}

internal static class ApiKeyRules
{
    private const int MaxScopes = 64;

    private static readonly string[] Instants = ["yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd"];

    public static IRuleBuilderOptions<T, IReadOnlyList<string?>?> AreScopes<T>(this IRuleBuilder<T, IReadOnlyList<string?>?> rule) => rule
        .Must(names => names is null || (names.Count is > 0 and <= MaxScopes && ScopeNames.Parse(names) is not null))
        .WithMessage("The scopes are a list of known scope names.");

    public static IRuleBuilderOptions<T, IReadOnlyList<string?>?> AreAddresses<T>(this IRuleBuilder<T, IReadOnlyList<string?>?> rule) => rule
        .Must(texts => texts is null || AllowedAddresses.Create(texts).IsSuccess)
        .WithMessage($"There are at most {AllowedAddresses.MaxNetworks} IPv4 or IPv6 addresses or networks, such as 203.0.113.7 or 2001:db8::/32.");

    public static IRuleBuilderOptions<T, string?> IsInstant<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(text => text is null || ParseInstant(text) is not null)
        .WithMessage("This is an ISO 8601 instant, such as 2030-01-31T12:00:00Z.");

    public static DateTimeOffset? ParseInstant(string text) =>
        DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
}

internal sealed class CreateApiKeyHandler(
    IAccountsDb db, IUnitOfWork unitOfWork, IQuotaReader quotas, ICaller caller, IAuditLog audit, TimeProvider time)
    : IRequestHandler<CreateApiKey, Result<CreatedApiKey>>
{
    private const Scope DefaultScopes = Scope.AllRead | Scope.AllWrite;

    public Task<Result<CreatedApiKey>> Handle(CreateApiKey request, CancellationToken cancellationToken)
    {
        var expiresAt = request.ExpiresAt is { } text ? ApiKeyRules.ParseInstant(text) : null;
        var scopes = request.Scopes is { } names ? ScopeNames.Parse(names)!.Value : DefaultScopes;
        var allowed = AllowedAddresses.Create(request.AllowedIps ?? []).Value;
        var wanted = new NewApiKey(request.Name!, request.Description, scopes, expiresAt, allowed);
        return unitOfWork.ExecuteAsync(token => AddAsync(wanted, token), cancellationToken);
    }

    private async Task<Result<CreatedApiKey>> AddAsync(NewApiKey wanted, CancellationToken cancellationToken)
    {
        var current = caller.Current;

        // One creation per owner at a time, so that the count below cannot be overtaken.
        await db.Users.Where(user => user.Id == current.UserId).LockAsync(user => user.CreatedAt, cancellationToken);
        var live = await db.ApiKeys.Where(key => key.OwnerId == current.UserId).InPlace(db.ApiKeys, time.Now()).CountAsync(cancellationToken);
        var limit = await quotas.LimitAsync(current.UserId, current.Plan, QuotaType.ApiKeyCount, cancellationToken) ?? long.MaxValue;
        if (live >= limit)
        {
            return QuotaErrors.Exceeded(QuotaType.ApiKeyCount, live, limit);
        }

        var secret = ApiKeySecret.New();
        return ApiKey.Create(current.UserId, secret, wanted, time.Now()).Map(key =>
        {
            db.ApiKeys.Add(key);
            audit.Record(key.OwnerId, AuditAction.KeyCreated, key.Id.Value);
            return new CreatedApiKey(ApiKeyView.From(key), secret.Value);
        });
    }
}
