using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Accounts;
using Picora.Infrastructure.Security;

namespace Picora.Infrastructure.Accounts;

public static class AccountsInfrastructure
{
    public static IServiceCollection AddPicoraAccounts(this IServiceCollection services)
    {
        services.AddValidated<AccountsOptions>(AccountsOptions.Section);
        services.AddValidated<CodeOptions>(CodeOptions.Section);
        services.AddValidated<AuditOptions>(AuditOptions.Section);
        services.AddSingleton<RsaSigningKeys>();
        services.AddSingleton<IAccessTokens, AccessTokens>();
        services.AddSingleton<IPasswordHasher, Pbkdf2PasswordHasher>();
        services.AddSingleton<ServerSecret>();
        services.AddSingleton<ICodeHasher>(provider => provider.GetRequiredService<ServerSecret>());
        services.AddSingleton<IUrlSigner, UrlSigningKeys>();
        services.AddHostedService<SecretsAtStart>();
        services.AddHostedService<KeyUsageFlusher>();
        return services;
    }
}
