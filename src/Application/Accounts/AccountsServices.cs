using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;

namespace Picora.Application.Accounts;

internal static class AccountsServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddScoped<ICredentialVerifier, CredentialVerifier>()
        .AddScoped<IOwnerPlans, OwnerPlans>()
        .AddScoped<IScheduledJob, SweepAccounts>()
        .AddScoped<VerificationCodes>()
        .AddScoped<SessionOpener>()
        .AddScoped<NewAccounts>()
        .AddScoped<Newcomers>()
        .AddSingleton<LoginLock>()
        .AddSingleton<ApiKeyRows>()
        .AddSingleton<KeyUsage>();
}
