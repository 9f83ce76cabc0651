using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Persistence;

internal sealed class DatabaseReadiness(IServiceScopeFactory scopes) : IReadinessCheck
{
    public string Name => "database";

    public bool IsRequired => true;

    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PicoraDbContext>().Database.ExecuteSqlAsync($"SELECT 1", cancellationToken);
        return null;
    }
}
