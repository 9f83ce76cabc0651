using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts.ApiKeys;

/// <summary>Puts a new key in a key's place. Both work until the chosen moment.</summary>
/// <param name="GraceUntil">ISO 8601, until when the old key works; absent: as the settings say.</param>
/// <param name="ExpiresAt">ISO 8601, when the new key expires; absent: when the old one would have.</param>
[RequireSession]
public sealed record RotateApiKey(string? GraceUntil, string? ExpiresAt) : IRequest<Result<CreatedApiKey>>
{
    [JsonIgnore]
    public string Id { get; init; } = string.Empty;
}

internal sealed class RotateApiKeyValidator : AbstractValidator<RotateApiKey>
{
    public RotateApiKeyValidator()
    {
        RuleFor(request => request.GraceUntil).IsInstant();
        RuleFor(request => request.ExpiresAt).IsInstant();
    }
}

internal sealed class RotateApiKeyHandler(
    IAccountsDb db, IUnitOfWork unitOfWork, ICaller caller, IAuditLog audit, TimeProvider time, IOptions<ApiKeyOptions> options)
    : IRequestHandler<RotateApiKey, Result<CreatedApiKey>>
{
    public Task<Result<CreatedApiKey>> Handle(RotateApiKey request, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var graceUntil = request.GraceUntil is { } text ? ApiKeyRules.ParseInstant(text)!.Value : now.AddHours(options.Value.GraceHours);
        var longest = now.AddDays(options.Value.MaxGraceDays);
        return graceUntil > now && graceUntil <= longest
            ? unitOfWork.ExecuteAsync(token => RotateAsync(request, graceUntil, now, token), cancellationToken)
            : Task.FromResult<Result<CreatedApiKey>>(
                Error.Validation("graceUntil", $"The grace ends in the future and within {options.Value.MaxGraceDays} days."));
    }

    private async Task<Result<CreatedApiKey>> RotateAsync(
        RotateApiKey request, DateTimeOffset graceUntil, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (id, owner) = (new ApiKeyId(request.Id), caller.Current.UserId);

        // One change of keys per owner at a time: of two rotations at once, the second finds the first done.
        await db.Users.Where(user => user.Id == owner).LockAsync(user => user.CreatedAt, cancellationToken);
        var key = await db.ApiKeys.SingleOrDefaultAsync(row => row.Id == id && row.OwnerId == owner && row.RevokedAt == null, cancellationToken);
        if (key is null)
        {
            return AccountErrors.KeyNotFound;
        }

        var secret = ApiKeySecret.New();
        var expiresAt = request.ExpiresAt is { } text ? ApiKeyRules.ParseInstant(text) : null;
        var rotated = key.Rotate(secret, graceUntil, expiresAt, now);
        if (!rotated.IsSuccess)
        {
            return rotated.Error;
        }

        // Two per place at most: the one before the old one ends now, whatever its grace was.
        await db.ApiKeys.Where(row => row.SuccessorId == id && row.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now), cancellationToken);
        db.ApiKeys.Add(rotated.Value);
        audit.Record(owner, AuditAction.KeyRotated, key.Id.Value);
        return new CreatedApiKey(ApiKeyView.From(rotated.Value), secret.Value);
    }
}
