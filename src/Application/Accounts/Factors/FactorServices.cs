using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Accounts.Oidc;
using Picora.Application.Accounts.Passkeys;

namespace Picora.Application.Accounts.Factors;

internal static class FactorServices
{
    public static IServiceCollection AddFactors(this IServiceCollection services) => services
        .AddScoped<Tickets>()
        .AddScoped<SecondFactorGate>()
        .AddScoped<FactorAlarms>()
        .AddScoped<FactorCheck>()
        .AddScoped<FactorScene>()
        .AddScoped<RecoveryCodeBook>()
        .AddScoped<PasskeyRing>()
        .AddSingleton<OidcDirectory>()
        .AddScoped<OidcStart>()
        .AddScoped<OidcAccounts>();
}
