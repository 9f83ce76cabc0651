using System.Text;
using System.Text.Json.Serialization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts.ApiKeys;

/// <summary>Uses an export token up and gives what a tool needs to upload.</summary>
[PublicAccess]
public sealed record ExchangeExportToken(string? Ott) : IRequest<Result<ImportedHost>>;

/// <param name="ApiUrl">The address that uploads go to.</param>
/// <param name="ImgDomain">Where media are served.</param>
public sealed record ImportedHost(string ApiUrl, string ApiKey, string ImgDomain, ImportedUser User);

/// <param name="Nickname">Absent when there is none.</param>
public sealed record ImportedUser(
    string? Email, string Plan, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Nickname);

internal sealed class ExchangeExportTokenHandler(
    IAccountsDb db, IUnitOfWork unitOfWork, ISecretBox box, IPublicUrls urls, IAuditLog audit, TimeProvider time)
    : IRequestHandler<ExchangeExportToken, Result<ImportedHost>>
{
    private static readonly Error Malformed = new(ErrorKind.BadRequest, "BAD_REQUEST", "This is no export token");

    public Task<Result<ImportedHost>> Handle(ExchangeExportToken request, CancellationToken cancellationToken) =>
        ExportToken.IsWellFormed(request.Ott)
            ? unitOfWork.ExecuteAsync(token => ExchangeAsync(request.Ott!, token), cancellationToken)
            : Task.FromResult<Result<ImportedHost>>(Malformed);

    private async Task<Result<ImportedHost>> ExchangeAsync(string secret, CancellationToken cancellationToken)
    {
        var (hash, now) = (SecretHash.Of(secret), time.Now());
        var found = await (
            from token in db.ExportTokens.AsNoTracking()
            join key in db.ApiKeys on token.KeyId equals key.Id
            join user in db.Users on key.OwnerId equals user.Id
            where token.Hash == hash && token.ExpiresAt > now && user.IsActive
                && key.RevokedAt == null && (key.ExpiresAt == null || key.ExpiresAt > now)
            select new { token.SealedKey, KeyId = key.Id, Owner = user }).SingleOrDefaultAsync(cancellationToken);

        // Whoever deletes the row has used it; of two at once, that is one.
        var isMine = await db.ExportTokens.Where(row => row.Hash == hash).ExecuteDeleteAsync(cancellationToken) == 1;
        if (found is null || !isMine || box.Open(ExportTokenSeal.For(secret), found.SealedKey) is not { } apiKey)
        {
            return AccountErrors.ExportTokenNotFound;
        }

        audit.Record(found.Owner.Id, AuditAction.KeyExported, found.KeyId.Value);
        var owner = new ImportedUser(found.Owner.Email?.Value, found.Owner.Plan.ToName(), found.Owner.Nickname);
        return new ImportedHost($"{urls.Api}/v1/images", Encoding.ASCII.GetString(apiKey), urls.Media, owner);
    }
}
