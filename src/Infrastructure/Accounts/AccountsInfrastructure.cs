using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Accounts;
using Picora.Application.Accounts.ApiKeys;
using Picora.Application.Accounts.Closing;
using Picora.Application.Accounts.Factors;
using Picora.Application.Accounts.Passkeys;
using Picora.Infrastructure.Accounts.Passkeys;
using Picora.Infrastructure.Security;

namespace Picora.Infrastructure.Accounts;

public static class AccountsInfrastructure
{
    public static IServiceCollection AddPicoraAccounts(this IServiceCollection services)
    {
        services.AddValidated<AccountsOptions>(AccountsOptions.Section);
        services.AddValidated<ApiKeyOptions>(ApiKeyOptions.Section);
        services.AddValidated<CodeOptions>(CodeOptions.Section);
        services.AddValidated<AuditOptions>(AuditOptions.Section);
        services.AddValidated<CaptchaOptions>(CaptchaOptions.Section);
        services.AddOptions<CaptchaOptions>().Validate(
            captcha => captcha.SiteKey.Length > 0 == captcha.SecretKey.Length > 0,
            $"{CaptchaOptions.Section}: {nameof(CaptchaOptions.SiteKey)} and {nameof(CaptchaOptions.SecretKey)} are set together or not at all.");
        services.AddSingleton<ICaptcha, TurnstileCaptcha>();
        services.AddValidated<ClosingOptions>(ClosingOptions.Section);
        services.AddValidated<KeysOptions>(KeysOptions.Section);
        services.AddSingleton<KeysFolder>();
        services.AddSingleton<RsaSigningKeys>();
        services.AddSingleton<IAccessTokens, AccessTokens>();
        services.AddSingleton<IPasswordHasher, Pbkdf2PasswordHasher>();
        services.AddSingleton<ServerSecret>();
        services.AddSingleton<ICodeHasher>(provider => provider.GetRequiredService<ServerSecret>());
        services.AddSingleton<ISecretBox>(provider => provider.GetRequiredService<ServerSecret>());
        services.AddSingleton<IFactorSecrets, FactorSecrets>();
        services.AddValidated<FactorOptions>(FactorOptions.Section);
        services.AddValidated<PasskeyOptions>(PasskeyOptions.Section);
        services.AddSingleton<PasskeyParty>();
        services.AddSingleton<IPasskeyCeremonies, PasskeyCeremonies>();
        services.AddSingleton<IUrlSigner, UrlSigningKeys>();
        services.AddHostedService<SecretsAtStart>();
        services.AddHostedService<KeyUsageFlusher>();
        return services;
    }
}
