using System.Text;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts.ApiKeys;

/// <summary>Makes a token that a tool exchanges for this key once, within minutes. Whoever asks has the key: the server cannot show it again.</summary>
/// <param name="ApiKey">The key itself.</param>
[RequireSession]
public sealed record CreateExportToken(string? KeyId, string? ApiKey) : IRequest<Result<CreatedExportToken>>;

public sealed record CreatedExportToken(string Ott, DateTimeOffset ExpiresAt);

internal sealed class CreateExportTokenValidator : AbstractValidator<CreateExportToken>
{
    private const int MaxKeyIdLength = 64;

    public CreateExportTokenValidator()
    {
        RuleFor(request => request.KeyId).Must(id => id?.Length is > 0 and <= MaxKeyIdLength).WithMessage($"A key's id has 1 to {MaxKeyIdLength} characters.");
        RuleFor(request => request.ApiKey).Must(key => key is not null && ApiKeySecret.Parse(key) is not null).WithMessage("This is no API key.");
    }
}

internal sealed class CreateExportTokenHandler(
    IAccountsDb db, IUnitOfWork unitOfWork, ICaller caller, ISecretBox box, TimeProvider time, IOptions<ApiKeyOptions> options)
    : IRequestHandler<CreateExportToken, Result<CreatedExportToken>>
{
    public Task<Result<CreatedExportToken>> Handle(CreateExportToken request, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAsync(token => AddAsync(request.KeyId!, ApiKeySecret.Parse(request.ApiKey!)!.Value, token), cancellationToken);

    private async Task<Result<CreatedExportToken>> AddAsync(string keyId, ApiKeySecret key, CancellationToken cancellationToken)
    {
        var (id, hash, owner, now) = (new ApiKeyId(keyId), key.Hash, caller.Current.UserId, time.Now());
        var live = await db.ApiKeys.AnyAsync(
            row => row.Id == id && row.OwnerId == owner && row.Hash == hash && row.RevokedAt == null && (row.ExpiresAt == null || row.ExpiresAt > now),
            cancellationToken);
        if (!live)
        {
            return AccountErrors.KeyNotFound;
        }

        var secret = ExportToken.NewSecret();
        var expiresAt = now.AddMinutes(options.Value.ExportTokenMinutes);
        db.ExportTokens.Add(ExportToken.Issue(SecretHash.Of(secret), id, box.Seal(ExportTokenSeal.For(secret), Encoding.ASCII.GetBytes(key.Value)), expiresAt));
        return new CreatedExportToken(secret, expiresAt);
    }
}

internal static class ExportTokenSeal
{
    public static string For(string secret) => $"export token\n{secret}";
}
