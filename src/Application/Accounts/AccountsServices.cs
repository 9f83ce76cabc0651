using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.ApiKeys;
using Picora.Application.Accounts.Closing;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Accounts.Factors;
using Picora.Application.Privacy.Contracts;
using Picora.Application.Quotas.Contracts;

namespace Picora.Application.Accounts;

internal static class AccountsServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton<ICredentialVerifier, CredentialVerifier>()
        .AddScoped<IOwnerPlans, OwnerPlans>()
        .AddScoped<IDocVersioning, DocVersionings>()
        .AddScoped<AdminUsers>()
        .AddScoped<Standings>()
        .AddScoped<IBans>(provider => provider.GetRequiredService<Standings>())
        .AddScoped<IScheduledJob, ExpirePlans>()
        .AddScoped<IOwnerMail, OwnerMail>()
        .AddScoped<IAccountLock, AccountLock>()
        .AddScoped<AccountClosing>()
        .AddScoped<IErasable, AccountErasable>()
        .AddScoped<IExportSection, AccountExport>()
        .AddScoped<IAuditLog, AuditLog>()
        .AddScoped<AccountAlarms>()
        .AddScoped<IScheduledJob, SweepAccounts>()
        .AddScoped<IScheduledJob, SweepAudit>()
        .AddScoped<VerificationCodes>()
        .AddScoped<CodeProofs>()
        .AddScoped<CodeGuard>()
        .AddScoped<SessionOpener>()
        .AddFactors()
        .AddScoped<NewAccounts>()
        .AddScoped<Newcomers>()
        .AddScoped<SignIn>()
        .AddScoped<PasswordCheck>()
        .AddScoped<PasswordChange>()
        .AddScoped<CodeMailing>()
        .AddScoped<CodeLetters>()
        .AddScoped<CaptchaGate>()
        .AddScoped<EmailMove>()
        .AddScoped<AvatarRows>()
        .AddScoped<SignInGuards>()
        .AddScoped<Devices>()
        .AddSingleton<GuardRules>()
        .AddSingleton<UserViews>()
        .AddSingleton<SessionPresenter>()
        .AddApiKeys();

    private static IServiceCollection AddApiKeys(this IServiceCollection services) => services
        .AddSingleton<ApiKeyRows>()
        .AddScoped<ICountedQuota, ApiKeyCount>()
        .AddScoped<IScheduledJob, WarnAboutKeys>()
        .AddSingleton<KeyUsage>()
        .AddSingleton<IKeyTraffic>(provider => provider.GetRequiredService<KeyUsage>());
}
