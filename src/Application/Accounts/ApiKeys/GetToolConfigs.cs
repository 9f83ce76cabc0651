using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts.ApiKeys;

/// <summary>What to put into tools to upload with one of the caller's keys. The key itself is a placeholder: the server cannot show it again.</summary>
[RequireSession]
public sealed record GetToolConfigs(string Id) : IRequest<Result<ToolConfigs>>;

internal sealed class GetToolConfigsHandler(IAccountsDb db, ICaller caller, IPublicUrls urls) : IRequestHandler<GetToolConfigs, Result<ToolConfigs>>
{
    public async Task<Result<ToolConfigs>> Handle(GetToolConfigs request, CancellationToken cancellationToken)
    {
        var (id, owner) = (new ApiKeyId(request.Id), caller.Current.UserId);
        var name = await db.ApiKeys.AsNoTracking()
            .Where(key => key.Id == id && key.OwnerId == owner && key.RevokedAt == null).Select(key => key.Name).SingleOrDefaultAsync(cancellationToken);
        return name is null ? AccountErrors.KeyNotFound : ToolConfigs.For(name, $"{urls.Api}/v1/images");
    }
}
